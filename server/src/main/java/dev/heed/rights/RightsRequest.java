package dev.heed.rights;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What a customer asked for by law.
 *
 * @param customerId empty once erased, as is the note
 * @param note in the customer's own words
 * @param dueAt by when it must be answered
 * @param extension two further months, once taken
 * @param closing how it ended; empty while it is open
 */
public record RightsRequest(UUID id, Optional<String> customerId, Right right, Optional<String> note, Instant receivedAt, Instant dueAt, Optional<Extension> extension,
                            Optional<Closing> closing) {
    /** What the law grants (GDPR articles 15, 20, 16, 17, 18 and 21). */
    public enum Right {
        ACCESS, PORTABILITY, RECTIFICATION, ERASURE, RESTRICTION, OBJECTION;

        /** The name in the contract. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The right of this name in the contract. */
        public static Right of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** Which requests a list holds: those that are not closed, those of them that should have been, or the others. */
    public enum State {
        OPEN, OVERDUE, CLOSED;

        /** The name in the contract. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state of this name in the contract. */
        public static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** Two further months, taken for a reason. */
    public record Extension(Instant at, String reason) {}

    /**
     * How a request ended.
     *
     * @param fulfilled whether the customer got what they asked for, rather than a refusal
     */
    public record Closing(Instant at, boolean fulfilled, Optional<String> reason) {
        /** The name of the outcome in the contract. */
        public String outcome() {
            return fulfilled ? "fulfilled" : "refused";
        }
    }

    /** Where it stands at a moment. */
    public State state(Instant now) {
        return closing.isPresent() ? State.CLOSED : dueAt.isBefore(now) ? State.OVERDUE : State.OPEN;
    }

    /** Says nothing of the customer, so that it can stand in a log. */
    @Override
    public String toString() {
        return "a customer's request";
    }
}
