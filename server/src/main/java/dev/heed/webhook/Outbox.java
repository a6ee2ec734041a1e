package dev.heed.webhook;

import dev.heed.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Notes what happened, in the transaction in which it happened, for whoever is to be told. */
public final class Outbox {
    /**
     * Something that happened.
     *
     * @param type such as {@code preferences.changed}
     * @param customerNo whom it is about; empty when about nobody
     * @param payload JSON that says the rest; no personal data
     */
    public record Event(long brandNo, String type, Instant at, OptionalLong customerNo, String payload) {}

    private final OutboxTable table = new OutboxTable();

    /** Adds an event to the transaction. */
    public void add(Tx tx, Event event) {
        table.insert(tx, event);
    }

    /** Forgets events older than the time they are kept, at most so many at once; returns how many. */
    public int forget(Tx tx, Instant now, Duration kept, int atMost) {
        return table.forget(tx, now.minus(kept), atMost);
    }
}
