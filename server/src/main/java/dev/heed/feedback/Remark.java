package dev.heed.feedback;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a customer said.
 *
 * @param contactId the contact it is about; empty when it is about the brand's contacts in general, as are channel and topic then
 * @param comment in the customer's own words
 */
public record Remark(UUID id, String customerId, Optional<UUID> contactId, Optional<String> channel, Optional<String> topic, Verdict verdict, Optional<String> comment, Instant at) {
    /** Says nothing of the customer, so that it can stand in a log. */
    @Override
    public String toString() {
        return "a customer's feedback";
    }
}
