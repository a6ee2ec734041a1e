package dev.heed.feedback;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A change that would answer what a customer said.
 *
 * @param label for the customer
 * @param patch a merge patch of the customer's choices, ready to be applied
 */
public record Suggestion(String label, ObjectNode patch) {}
