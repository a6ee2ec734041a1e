package dev.heed.brand;

import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brands and their catalogs in the database. */
final class BrandTable {
    Optional<Brand> find(Tx tx, String id) {
        return tx.handle().createQuery("select no, id from brand where id = ?").bind(0, id)
            .map((row, context) -> new Brand(row.getLong("no"), row.getString("id"))).findOne();
    }

    List<Brand> all(Tx tx) {
        return tx.handle().createQuery("select no, id from brand order by no")
            .map((row, context) -> new Brand(row.getLong("no"), row.getString("id"))).list();
    }

    Brand insert(Tx tx, String id, Instant now) {
        var no = tx.handle().createQuery("insert into brand (id, created_at, catalog_version) values (?, ?, 0) returning no")
            .bind(0, id).bind(1, now.toEpochMilli()).mapTo(Long.class).one();
        return new Brand(no, id);
    }

    long newestVersion(Tx tx, Brand brand) {
        return tx.handle().createQuery("select catalog_version from brand where no = ?").bind(0, brand.no()).mapTo(Long.class).one();
    }

    void insertCatalog(Tx tx, Brand brand, Catalog catalog) {
        tx.handle().execute("insert into catalog (brand_no, version, published_at, document) values (?, ?, ?, ?)",
            brand.no(), catalog.version(), catalog.publishedAt().toEpochMilli(), Json.bytes(catalog.document()));
        tx.handle().execute("update brand set catalog_version = ? where no = ?", catalog.version(), brand.no());
    }

    Optional<Catalog> catalog(Tx tx, Brand brand, long version) {
        return tx.handle().createQuery("select published_at, document from catalog where brand_no = ? and version = ?")
            .bind(0, brand.no()).bind(1, version)
            .map((row, context) -> Catalog.of(version, Instant.ofEpochMilli(row.getLong("published_at")), Json.stored(row.getBytes("document"))))
            .findOne();
    }

    /** The version that was the newest at a moment; 0 before the first. */
    long versionAt(Tx tx, Brand brand, Instant moment) {
        return tx.handle().createQuery("select coalesce(max(version), 0) from catalog where brand_no = ? and published_at <= ?")
            .bind(0, brand.no()).bind(1, moment.toEpochMilli()).mapTo(Long.class).one();
    }

    /** Versions below one, newest first. */
    List<Brands.Version> versions(Tx tx, Brand brand, long below, int limit) {
        return tx.handle().createQuery(
                "select version, published_at from catalog where brand_no = ? and version < ? order by version desc limit ?")
            .bind(0, brand.no()).bind(1, below).bind(2, limit)
            .map((row, context) -> new Brands.Version(row.getLong("version"), Instant.ofEpochMilli(row.getLong("published_at")))).list();
    }
}
