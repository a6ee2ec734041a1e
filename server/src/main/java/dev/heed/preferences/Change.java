package dev.heed.preferences;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.consent.Circumstances;
import java.util.function.Predicate;

/**
 * A change that somebody asks for.
 *
 * @param patch a merge patch of the choices
 * @param fresh whether these preferences are still those its author saw
 */
public record Change(ObjectNode patch, Circumstances circumstances, Predicate<Preferences> fresh) {}
