package dev.heed.preferences;

import dev.heed.customer.CustomerId;
import dev.heed.preferences.Newest.Held;
import dev.heed.store.Tx;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * The newest preferences of customers who changed them lately, which are not in their rows yet.
 *
 * <p>Rows lie all over the database, and to write one with each change costs more than everything else that a change writes. Nothing is lost with what
 * waits here, for the records of each change are in the log, in the transaction that was answered: {@link Settlement} adds them to the rows.
 */
final class WriteBehind {
    /** A customer who changes more than anybody is written at once now and then, or the list of their records would grow long. */
    private static final int MOST_UNFILED = 128;

    private final Map<CustomerId, Held> late = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long mostBytes;

    /** @param mostBytes of memory for all who wait, about */
    WriteBehind(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** As a transaction sees it; empty for whoever's row holds the newest. */
    Optional<Held> find(Tx tx, CustomerId customer) {
        Optional<Held> now = tx.held(customer);
        return now.isPresent() ? now : Optional.ofNullable(late.get(customer));
    }

    /** Whether all rows hold the newest. */
    boolean isEmpty() {
        return late.isEmpty();
    }

    /** Whether a customer's row need not be written now. */
    boolean hasRoomFor(Tx tx, CustomerId customer, Held held) {
        return held.stored().standing().unfiled().size() < MOST_UNFILED && (bytes.get() < mostBytes || find(tx, customer).isPresent());
    }

    /** From now on for this transaction, and once it is on disk for everybody. */
    void put(Tx tx, CustomerId customer, Held held) {
        tx.hold(customer, held);
        tx.afterCommit(() -> swap(customer, before -> held));
    }

    /** What is in the row, too. Where one waits here, whoever reads an older snapshot must not find an older row instead. */
    void replace(Tx tx, CustomerId customer, Held held) {
        tx.hold(customer, held);
        tx.afterCommit(() -> swap(customer, before -> before == null ? null : held));
    }

    /** Customers who wait, in the order of their rows. */
    List<CustomerId> customers() {
        return late.entrySet().stream().sorted(Comparator.comparingLong(entry -> entry.getValue().customerNo())).map(Map.Entry::getKey).toList();
    }

    /** Those who wait, for who looks at many. */
    Optional<Held> committed(CustomerId customer) {
        return Optional.ofNullable(late.get(customer));
    }

    /** Forgets what is in its row; something newer stays. */
    void forget(CustomerId customer, Held written) {
        swap(customer, newest -> newest == written ? null : newest);
    }

    private void swap(CustomerId customer, UnaryOperator<Held> next) {
        late.compute(customer, (same, before) -> {
            var after = next.apply(before);
            bytes.addAndGet((after == null ? 0 : after.bytes()) - (before == null ? 0 : before.bytes()));
            return after;
        });
    }
}
