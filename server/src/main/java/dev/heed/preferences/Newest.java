package dev.heed.preferences;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.heed.choice.Choices;
import dev.heed.consent.Consents;
import dev.heed.consent.Standing;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.preferences.Preferences.Stored;
import dev.heed.store.Database;
import dev.heed.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The newest preferences of each customer, wherever they are: remembered, changed lately and not in their row yet, or in their row. */
final class Newest {
    /** The number of one never seen, or erased. */
    static final long NOBODY = 0;

    private static final int KNOWN_BYTES = 600;
    private static final int SETTING_BYTES = 80;
    private static final int CONSENT_BYTES = 40;
    private static final int LATE_BYTES = 1_000;
    private static final long MOST_LATE_BYTES = 200L << 20;
    private static final int ROWS_A_WRITE = 200;

    private final PreferencesTable table = new PreferencesTable();
    private final Customers customers;
    private final Consents consents;
    private final Cache<CustomerId, Held> known;
    private final WriteBehind behind;

    /** A customer's number, and what the database keeps of their preferences. */
    record Held(long customerNo, Stored stored) {
        /** About how much memory it takes while it waits for its row. */
        int bytes() {
            return LATE_BYTES + SETTING_BYTES * stored.chosen().bySetting().size() + CONSENT_BYTES * stored.standing().size();
        }
    }

    /** A row as it was encoded before its turn to be written. */
    private record Row(CustomerId customer, Held held, byte[] chosen, byte[] standing) {}

    Newest(Customers customers, Consents consents, long cacheBytes) {
        this.customers = customers;
        this.consents = consents;
        this.known = Caffeine.newBuilder().executor(Runnable::run).maximumWeight(cacheBytes)
            .weigher((CustomerId customer, Held held) -> KNOWN_BYTES + SETTING_BYTES * held.stored.chosen().bySetting().size()).build();
        this.behind = new WriteBehind(Math.min(MOST_LATE_BYTES, cacheBytes));
    }

    /** What is remembered of a customer. */
    Optional<Stored> remembered(CustomerId customer) {
        return Optional.ofNullable(known.getIfPresent(customer)).map(Held::stored);
    }

    /** Most often without the database. */
    Stored get(CustomerId customer, Database database) {
        return known.get(customer, unknown -> database.read(tx -> in(tx, customer))).stored;
    }

    /** What is remembered is the newest there is, for only one server writes, and it remembers each change before that is answered. So it need not be read. */
    Held in(Tx tx, CustomerId customer) {
        var late = behind.find(tx, customer);
        if (late.isPresent()) {
            return late.get();
        }
        var remembered = known.getIfPresent(customer);
        if (remembered != null && remembered.customerNo != NOBODY) {
            return remembered;
        }
        var number = customers.number(tx, customer);
        if (number.isPresent()) {
            return new Held(number.getAsLong(), table.newest(tx, number.getAsLong()));
        }
        var erased = customers.erased(tx, customer);
        return new Held(NOBODY, erased.isPresent() ? table.erased(tx, erased.getAsLong()) : Stored.NOTHING);
    }

    /** What comes after what a customer's preferences were. Their records must be in the log with it. */
    void put(Tx tx, CustomerId customer, Held after) {
        var held = after;
        if (behind.hasRoomFor(tx, customer, after)) {
            behind.put(tx, customer, after);
        } else {
            held = write(tx, after, after.stored.chosen().bytes(), after.stored.standing().bytes());
            behind.replace(tx, customer, held);
        }
        var kept = held;
        tx.afterCommit(() -> known.put(customer, kept));    // waits for whoever is reading them at that moment
    }

    private Held write(Tx tx, Held held, byte[] chosen, byte[] standing) {
        var filed = held.stored.filed(consents.filed(tx, held.customerNo, held.stored.standing()));
        table.put(tx, held.customerNo, filed, chosen, standing);
        return filed == held.stored ? held : new Held(held.customerNo, filed);
    }

    /** Leaves of a customer nothing but a version, later than all before. */
    void erase(Tx tx, CustomerId customer, long customerNo, Instant now) {
        var erased = new Held(NOBODY, Stored.erased(in(tx, customer).stored.version() + 1, now));
        table.put(tx, customerNo, erased.stored, Choices.NONE.bytes(), Standing.NONE.bytes());
        behind.replace(tx, customer, erased);
        tx.afterCommit(() -> known.invalidate(customer));
    }

    /** Takes one customer whose row may be late. */
    void each(Tx tx, long brandNo, long first, long beyond, Function<String, CustomerId> named, PreferencesTable.Each each) {
        table.each(tx, brandNo, first, beyond, behind.isEmpty() ? each : (customerNo, id, stored) ->
            each.take(customerNo, id, behind.find(tx, named.apply(id)).map(Held::stored).orElse(stored)));
    }

    /** What is in a customer's row. */
    Stored row(Tx tx, long customerNo) {
        return table.newest(tx, customerNo);
    }

    /** Forgets what was read until now: another process may have changed it since. */
    void forget(Tx tx) {
        known.invalidateAll();
        tx.afterCommit(known::invalidateAll);
    }

    /** Writes rows that an earlier process left behind. */
    void settle(Tx tx, Map<Long, Stored> rows) {
        rows.forEach((customerNo, stored) -> write(tx, new Held(customerNo, stored), stored.chosen().bytes(), stored.standing().bytes()));
    }

    /** Who waits for their row to be written. Call it in a write: whatever was committed by then is among them. */
    List<CustomerId> late() {
        return behind.customers();
    }

    /** Writes the rows of customers who wait, a few at a time, between the changes of others. What changes meanwhile may go on waiting. */
    void write(Database database, List<CustomerId> late) {
        var written = new ArrayList<Map.Entry<CustomerId, Held>>();
        try {
            for (int from = 0; from < late.size(); from += ROWS_A_WRITE) {
                var rows = late.subList(from, Math.min(from + ROWS_A_WRITE, late.size())).stream().flatMap(customer -> behind.committed(customer).map(held -> row(customer, held)).stream()).toList();
                written.addAll(database.writePatiently(tx -> rows.stream().map(row -> Map.entry(row.customer, written(tx, row))).toList()));
            }
        } finally {
            // Whoever reads a snapshot from before finds an old row, and must not look for it without finding this.
            database.awaitReadings();
            written.forEach(row -> behind.forget(row.getKey(), row.getValue()));
        }
    }

    /** One who was erased has nothing to write. */
    private static Row row(CustomerId customer, Held held) {
        boolean erased = held.customerNo == NOBODY;
        return new Row(customer, held, erased ? null : held.stored.chosen().bytes(), erased ? null : held.stored.standing().bytes());
    }

    private Held written(Tx tx, Row row) {
        var now = behind.find(tx, row.customer).orElse(row.held);
        if (now.customerNo == NOBODY) {
            return now;
        }
        boolean same = now == row.held;
        var written = write(tx, now, same ? row.chosen : now.stored.chosen().bytes(), same ? row.standing : now.stored.standing().bytes());
        if (written != now) {
            behind.replace(tx, row.customer, written);
            tx.afterCommit(() -> known.asMap().compute(row.customer, (customer, held) -> held == now ? written : held));    // computeIfPresent would not wait for whoever is reading them
        }
        return written;
    }
}
