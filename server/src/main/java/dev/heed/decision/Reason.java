package dev.heed.decision;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Why a customer may not be contacted.
 *
 * @param words what the customer or the brand has asked for, for whoever wanted to send; put together when somebody reads it
 * @param until from when on this reason no longer holds, if nothing else changes; empty when only the customer or the brand can change it
 */
public record Reason(Code code, Supplier<String> words, Optional<Instant> until) {
    /** The rules that can deny, in their order. */
    public enum Code {
        ERASED, RESTRICTED, STOPPED, PAUSED, CONSENT_MISSING, CONSENT_EXPIRED, NOTICE_OUTDATED, PURPOSE_REFUSED, CHANNEL_REFUSED, CALLER_REFUSED, TOPIC_REFUSED,
        TOPIC_CHANNEL_REFUSED, CONTACT_HOURS, QUIET_HOURS, FREQUENCY_CAP;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The name in the contract. */
        public String id() {
            return id;
        }

        /** Whether it denies a topic that can be refused on each channel alike. */
        boolean onEveryChannel() {
            return compareTo(PURPOSE_REFUSED) <= 0 || this == TOPIC_REFUSED;
        }

        /** The code of this name in the contract. */
        static Code of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** Its words. */
    public String detail() {
        return words.get();
    }

    static Reason forGood(Code code, Supplier<String> words) {
        return new Reason(code, words, Optional.empty());
    }

    static Reason until(Code code, Supplier<String> words, Instant end) {
        return new Reason(code, words, end.equals(Instant.MAX) ? Optional.empty() : Optional.of(end));
    }
}
