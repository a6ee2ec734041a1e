package dev.heed.preferences;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.consent.Circumstances;
import java.util.function.Predicate;

/**
 * A change that somebody asks for.
 *
 * @param patch a merge patch of the choices
 * @param fresh whether these preferences are still those its author saw
 * @param reach what its author may change
 */
public record Change(ObjectNode patch, Circumstances circumstances, Predicate<Preferences> fresh, Reach reach) {
    /** A change by somebody who may choose anything. */
    public Change(ObjectNode patch, Circumstances circumstances, Predicate<Preferences> fresh) {
        this(patch, circumstances, fresh, Reach.ANYTHING);
    }
}
