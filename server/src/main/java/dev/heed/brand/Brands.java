package dev.heed.brand;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.heed.problem.Fault;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/** Knows the brands and publishes their catalogs. */
public final class Brands {
    private static final int MOST_CATALOGS_IN_MEMORY = 200;

    private final BrandTable table = new BrandTable();
    private final Clock clock;
    private final Map<Brand, Long> newest = new ConcurrentHashMap<>();
    private final Cache<Key, Catalog> catalogs = Caffeine.newBuilder().executor(Runnable::run).maximumSize(MOST_CATALOGS_IN_MEMORY).build();

    private record Key(Brand brand, long version) {}

    /** A catalog that was published, and what was warned about then. */
    public record Published(Catalog catalog, List<Fault> warnings) {}

    /** One version of a catalog, without its content. */
    public record Version(long version, Instant publishedAt) {}

    public Brands(Clock clock) {
        this.clock = clock;
    }

    /**
     * Creates a brand with its first catalog.
     *
     * @throws Problem conflict when the brand exists; catalog_violation with every fault of the catalog
     */
    public Brand create(Tx tx, String id, ObjectNode document) {
        if (table.find(tx, id).isPresent()) {
            throw Problem.of(Kind.CONFLICT, "There is a brand " + id + " already.");
        }
        var brand = table.insert(tx, id, clock.instant());
        publish(tx, brand, document, version -> true);
        return brand;
    }

    public Optional<Brand> find(Tx tx, String id) {
        return table.find(tx, id);
    }

    public List<Brand> all(Tx tx) {
        return table.all(tx);
    }

    /** The newest catalog. Does not ask the database once it is known. */
    public Catalog catalog(Tx tx, Brand brand) {
        var version = newest.computeIfAbsent(brand, unknown -> table.newestVersion(tx, brand));
        return catalog(tx, brand, version).orElseThrow();
    }

    /** One version of the catalog; empty when there is none. */
    public Optional<Catalog> catalog(Tx tx, Brand brand, long version) {
        var key = new Key(brand, version);
        return Optional.ofNullable(catalogs.get(key, unknown -> table.catalog(tx, brand, version).orElse(null)));
    }

    /** The newest catalog if it is in memory. */
    public Optional<Catalog> remembered(Brand brand) {
        return Optional.ofNullable(newest.get(brand)).map(version -> catalogs.getIfPresent(new Key(brand, version)));
    }

    /** The catalog that was in force at a moment; before the first, the first. */
    public Catalog catalogAt(Tx tx, Brand brand, Instant moment) {
        return catalog(tx, brand, Math.max(1, table.versionAt(tx, brand, moment))).orElseThrow();
    }

    /**
     * Publishes the next version; a document equal to the newest makes none.
     *
     * @param fresh whether the version the author saw is still good enough to build on
     * @throws Problem stale_version when it is not; catalog_violation with every fault of the document
     */
    public Published publish(Tx tx, Brand brand, ObjectNode document, LongPredicate fresh) {
        long current = table.newestVersion(tx, brand);
        if (!fresh.test(current)) {
            throw Problem.of(Kind.STALE_VERSION);
        }
        document.remove(List.of("version", "publishedAt", "warnings"));
        var next = Catalog.of(current + 1, clock.instant(), document);
        var check = CatalogCheck.of(next);
        if (!check.errors().isEmpty()) {
            throw Problem.of(Kind.CATALOG_VIOLATION, check.errors());
        }
        var before = current == 0 ? null : table.catalog(tx, brand, current).orElseThrow();
        if (before != null && before.document().equals(document)) {
            return new Published(before, check.warnings());
        }
        table.insertCatalog(tx, brand, next);
        tx.afterCommit(() -> newest.put(brand, next.version()));
        return new Published(next, check.warnings());
    }

    /** Versions of the catalog below one, newest first. */
    public List<Version> versions(Tx tx, Brand brand, long below, int limit) {
        return table.versions(tx, brand, below, limit);
    }
}
