package dev.heed.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One file that somebody took.
 *
 * @param format {@code ndjson}, {@code csv}, {@code zip} or {@code json}
 * @param takenBy the API key's id, or {@code customer}
 * @param treeSize the size of the log to which it is fixed
 * @param filter what was asked for, without the customer
 * @param customerId the one customer whom it is about; empty when it is about several, and once erased
 * @param whole what was sent, once all of it was; empty while it is being sent, and for good when it broke off
 */
public record Export(UUID id, Content content, String format, String takenBy, Instant at, long treeSize, ObjectNode filter, Optional<String> customerId, Optional<Whole> whole) {
    /** What was taken. */
    public enum Content {
        CONSENT_LOG, EVIDENCE, ACCESS, PORTABLE;

        /** The name in the contract. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Content of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * All of an export.
     *
     * @param endedAt when its last byte was handed over
     * @param records of the consent log that it holds
     * @param bytes its length
     * @param sha256 of those bytes, by which a file is known again
     */
    public record Whole(Instant endedAt, long records, long bytes, byte[] sha256) {}
}
