package dev.heed.decision;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A message or call that was sent, is about to be, or was held back.
 *
 * @param at when it was sent, reserved or held back
 * @param expiresAt until when a reservation holds
 * @param reasons why it was held back
 * @param sender the API key of whoever asked
 * @param times how often the very same was held back in a row
 */
public record Contact(UUID id, String channel, String topic, State state, Instant at, Optional<Instant> expiresAt, List<Reason.Code> reasons, String sender, int times) {
    /** What became of it. */
    public enum State {
        RESERVED, SENT, RELEASED, WITHHELD;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The name in the contract. */
        public String id() {
            return id;
        }
    }

    /** As it stands at a moment: a reservation that was not confirmed in time is released by the clock. */
    Contact at(Instant now) {
        boolean lapsed = state == State.RESERVED && !now.isBefore(expiresAt.orElseThrow());
        return lapsed ? new Contact(id, channel, topic, State.RELEASED, at, expiresAt, reasons, sender, times) : this;
    }

    /**
     * A contact that takes a place under the caps.
     *
     * @param lapsesAt when it no longer does, unless it is confirmed before
     */
    record Counted(String channel, String topic, Instant at, Optional<Instant> lapsesAt) {
        boolean counts(Instant now) {
            return lapsesAt.isEmpty() || now.isBefore(lapsesAt.get());
        }
    }
}
