package dev.heed.brand;

import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brands and their catalogs in the database. */
final class BrandTable {
    Optional<Brand> find(Tx tx, String id) {
        return tx.query("select no, id from brand where id = ?", BrandTable::brand, id).stream().findFirst();
    }

    List<Brand> all(Tx tx) {
        return tx.query("select no, id from brand order by no", BrandTable::brand);
    }

    Brand insert(Tx tx, String id, Instant now) {
        return tx.query("insert into brand (id, created_at, catalog_version) values (?, ?, 0) returning no, id", BrandTable::brand, id, now.toEpochMilli()).get(0);
    }

    private static Brand brand(ResultSet row) throws SQLException {
        return new Brand(row.getLong(1), row.getString(2));
    }

    long newestVersion(Tx tx, Brand brand) {
        return tx.query("select catalog_version from brand where no = ?", row -> row.getLong(1), brand.no()).get(0);
    }

    void insertCatalog(Tx tx, Brand brand, Catalog catalog) {
        tx.run("insert into catalog (brand_no, version, published_at, document) values (?, ?, ?, ?)",
            brand.no(), catalog.version(), catalog.publishedAt().toEpochMilli(), Json.bytes(catalog.document()));
        tx.run("update brand set catalog_version = ? where no = ?", catalog.version(), brand.no());
    }

    Optional<Catalog> catalog(Tx tx, Brand brand, long version) {
        return tx.query("select published_at, document from catalog where brand_no = ? and version = ?",
            row -> Catalog.of(version, Instant.ofEpochMilli(row.getLong(1)), Json.stored(row.getBytes(2))), brand.no(), version).stream().findFirst();
    }

    /** The version that was the newest at a moment; 0 before the first. */
    long versionAt(Tx tx, Brand brand, Instant moment) {
        return tx.query("select coalesce(max(version), 0) from catalog where brand_no = ? and published_at <= ?", row -> row.getLong(1), brand.no(), moment.toEpochMilli()).get(0);
    }

    /** Versions below one, newest first. */
    List<Brands.Version> versions(Tx tx, Brand brand, long below, int limit) {
        return tx.query("select version, published_at from catalog where brand_no = ? and version < ? order by version desc limit ?",
            row -> new Brands.Version(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))), brand.no(), below, limit);
    }
}
