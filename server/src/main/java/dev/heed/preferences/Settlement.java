package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Brand;
import dev.heed.brand.Brands;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.consent.ConsentRecord;
import dev.heed.consent.Consents;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Ledger.Log;
import dev.heed.preferences.Preferences.Stored;
import dev.heed.store.Database;
import dev.heed.store.Tx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Brings into the rows of customers what is in memory and in the log only.
 *
 * <p>The ledger remembers up to where that is done. What comes after is added up again by whoever opens the database next, or beside a server that runs.
 */
final class Settlement {
    private static final int RECORDS_AT_ONCE = 2_000;

    private final Database database;
    private final Brands brands;
    private final Ledger ledger;
    private final Consents consents;
    private final Newest newest;
    private volatile boolean settled;
    private volatile boolean changed;

    Settlement(Database database, Brands brands, Ledger ledger, Consents consents, Newest newest) {
        this.database = database;
        this.brands = brands;
        this.ledger = ledger;
        this.consents = consents;
        this.newest = newest;
    }

    /** Takes over what an earlier process left in the log only. */
    void settle() {
        if (database.read(tx -> brands.all(tx).stream().anyMatch(brand -> isBehind(tx, brand)))) {
            database.<Void>write(tx -> {
                settle(tx);
                return null;
            });
        }
        settled = true;
    }

    /** The same in a transaction that is about to change something, which must not build on a row that lacks something. */
    void settle(Tx tx) {
        if (!settled) {
            database.keepToItself();    // beside a server, which has the newest in memory, nobody else may change anything
            newest.forget(tx);
            brands.all(tx).stream().filter(brand -> isBehind(tx, brand)).forEach(brand -> {
                newest.settle(tx, late(tx, brand));
                ledger.setSettled(tx, Consents.log(brand), ledger.size(tx, Consents.log(brand)));
            });
            tx.afterCommit(() -> settled = true);
        }
        tx.afterCommit(() -> changed = true);
    }

    private boolean isBehind(Tx tx, Brand brand) {
        var log = Consents.log(brand);
        return ledger.settled(tx, log) < ledger.size(tx, log);
    }

    /** Writes the rows of all who changed something since it did so last. */
    synchronized void write() {
        if (!changed) {
            return;
        }
        changed = false;
        boolean done = false;
        try {
            var sizes = new HashMap<Log, Long>();
            // Whoever changed something before these sizes were read waits to be written, or is in their row.
            newest.write(database, database.writePatiently(tx -> {
                brands.all(tx).stream().map(Consents::log).forEach(log -> sizes.put(log, ledger.size(tx, log)));
                return newest.late();
            }));
            database.<Void>writePatiently(tx -> {
                sizes.forEach((log, size) -> ledger.setSettled(tx, log, size));
                return null;
            });
            done = true;
        } finally {
            if (!done) {
                changed = true;
            }
        }
    }

    /** What rows lack in the eyes of a process that took nothing over: beside a server, or before the next one after a kill. */
    Map<Long, Stored> unsettled(Tx tx, Brand brand) {
        return settled ? Map.of() : late(tx, brand);
    }

    /** What each customer of a brand chose, by rows and log alone: as another process that opens the database sees it. */
    LongFunction<Stored> newest(Tx tx, Brand brand) {
        var late = late(tx, brand);
        return customerNo -> Optional.ofNullable(late.get(customerNo)).orElseGet(() -> newest.row(tx, customerNo));
    }

    /** A customer while records are added: those up to the row's version are in it. */
    private record Growing(long inRow, Stored stored) {}

    /** Customers whose rows lack something, by number, with what they should hold. */
    private Map<Long, Stored> late(Tx tx, Brand brand) {
        var log = Consents.log(brand);
        long size = ledger.size(tx, log);
        var growing = new HashMap<Long, Growing>();
        for (long from = ledger.settled(tx, log); from < size; from += RECORDS_AT_ONCE) {
            consents.disclosed(tx, brand, from, Math.min(from + RECORDS_AT_ONCE, size), (customerNo, record) -> {
                var before = growing.computeIfAbsent(customerNo, number -> growing(newest.row(tx, number)));
                if (version(record) > before.inRow) {
                    growing.put(customerNo, new Growing(before.inRow, after(before.stored, brand, record)));
                }
            });
        }
        growing.values().removeIf(customer -> customer.stored.version() == customer.inRow);
        var late = new HashMap<Long, Stored>();
        growing.forEach((customerNo, customer) -> late.put(customerNo, customer.stored));
        return late;
    }

    private static Growing growing(Stored row) {
        return new Growing(row.version(), row);
    }

    private static Stored after(Stored before, Brand brand, ConsentRecord record) {
        var values = new TreeMap<Setting, JsonNode>(before.chosen().values());
        values.put(record.setting(), record.personal().orElseThrow().value());
        return new Stored(version(record), Optional.of(record.recordedAt()), Choices.of(values), Consents.after(before.standing(), brand, record), false);
    }

    private static long version(ConsentRecord record) {
        return record.personal().orElseThrow().preferencesVersion();
    }
}
