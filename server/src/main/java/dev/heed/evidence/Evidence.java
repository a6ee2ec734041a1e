package dev.heed.evidence;

import dev.heed.brand.Brand;
import dev.heed.brand.Brands;
import dev.heed.consent.Consents;
import dev.heed.consent.Filter;
import dev.heed.export.Exports;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.ProvingTiles;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Ids;
import dev.heed.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes packages that prove, without this server, what the consent log holds. */
public final class Evidence {
    /** The most records that a package may hold. */
    public static final long MOST_RECORDS = 5_000_000;
    private static final int EXPORTS_LOOKED_AT = 100;
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final Database database;
    private final Brands brands;
    private final Consents consents;
    private final Ledger ledger;
    private final Exports exports;
    private final Clock clock;

    public Evidence(Database database, Brands brands, Consents consents, Ledger ledger, Exports exports, Clock clock) {
        this.database = database;
        this.brands = brands;
        this.consents = consents;
        this.ledger = ledger;
        this.exports = exports;
        this.clock = clock;
    }

    /**
     * What is to be proved.
     *
     * @param treeSize the log as it was when it had so many entries; now, when empty
     * @param earlier a checkpoint that the caller saved
     */
    public record Ask(Brand brand, Filter filter, Profile profile, OptionalLong treeSize, Optional<String> earlier) {}

    /**
     * Looks which records fit and what proves them; nothing is written yet. No transaction stays open.
     *
     * @throws Problem contract_violation when the log is smaller, the records are too many, {@code earlier} is no checkpoint that this log extends, or
     *     a subject's access names no subject
     */
    public Package prepare(Ask ask) {
        if (ask.profile == Profile.SUBJECT_ACCESS && ask.filter.customerId().isEmpty()) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "/customerId", "a package of profile subject_access is about one customer; say which");
        }
        var plan = database.read(tx -> plan(tx, ask));
        var records = new Records(database, consents, ask.brand, ask.filter, plan.treeSize());
        return new Package(plan, records, proving(plan, records), database, brands, ledger);
    }

    private Package.Plan plan(Tx tx, Ask ask) {
        var log = Consents.log(ask.brand);
        long treeSize = treeSize(ledger.size(tx, log), ask.treeSize);
        var earlier = ask.earlier.isPresent() ? ask.earlier : newestExport(tx, ask.brand, treeSize).map(size -> ledger.checkpoint(tx, log, size));
        var growth = earlier.map(note -> new Package.Growth(note, ledger.consistency(tx, log, ledger.saved(tx, log, note, treeSize, "/earlier"), treeSize)));
        return new Package.Plan(ask, treeSize, ledger.checkpoint(tx, log, treeSize), growth, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Which tiles prove the records; looked for before anything is sent, so that a package too large is refused and not broken off. */
    private static ProvingTiles proving(Package.Plan plan, Records records) {
        var tiles = new ProvingTiles(plan.treeSize());
        if (plan.ask().filter().equals(Filter.NONE)) {
            refuseTooMany(plan.treeSize());
            tiles.addAll();
            return tiles;
        }
        var count = new long[1];
        records.eachIndex(index -> {
            refuseTooMany(++count[0]);
            tiles.add(index);
        });
        return tiles;
    }

    private static void refuseTooMany(long records) {
        if (records > MOST_RECORDS) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "", "more than " + MOST_RECORDS + " records fit, and a package holds no more; narrow the filter, or ask for a smaller treeSize");
        }
    }

    private static long treeSize(long newest, OptionalLong asked) {
        if (asked.orElse(0) > newest) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "/treeSize", "the log has " + newest + " entries so far");
        }
        return asked.orElse(newest);
    }

    private Optional<Long> newestExport(Tx tx, Brand brand, long treeSize) {
        return exports.newest(tx, brand, LATEST, Ids.LAST, EXPORTS_LOOKED_AT).stream().map(export -> export.treeSize()).filter(size -> size > 0 && size <= treeSize).findFirst();
    }
}
