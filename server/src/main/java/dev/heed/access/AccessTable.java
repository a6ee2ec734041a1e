package dev.heed.access;

import dev.heed.brand.Brand;
import dev.heed.store.Ids;
import dev.heed.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** API keys in the database: only their hashes. */
final class AccessTable {
    private static final String COLUMNS = "select k.id, k.role, k.label, k.created_at, k.expires_at, k.revoked_at, b.no, b.id as brand"
        + " from api_key k join brand b on b.no = k.brand_no";

    void insert(Tx tx, ApiKey key, byte[] hash) {
        tx.run("insert into api_key (id, brand_no, role, label, hash, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?)",
            Ids.bytes(key.id()), key.brand().no(), key.role().id(), key.label(), hash, key.createdAt().toEpochMilli(),
            key.expiresAt().map(Instant::toEpochMilli).orElse(null));
    }

    Optional<ApiKey> byHash(Tx tx, byte[] hash) {
        return tx.query(COLUMNS + " where k.hash = ?", AccessTable::key, hash).stream().findFirst();
    }

    /** A brand's keys after one, oldest first. */
    List<ApiKey> after(Tx tx, Brand brand, UUID id, int limit) {
        return tx.query(COLUMNS + " where k.brand_no = ? and k.id > ? order by k.id limit ?", AccessTable::key, brand.no(), Ids.bytes(id), limit);
    }

    /** Revokes a key unless it is revoked already; returns its hash, empty when the brand has no such key. */
    Optional<byte[]> revoke(Tx tx, Brand brand, UUID id, Instant now) {
        return tx.query("update api_key set revoked_at = coalesce(revoked_at, ?) where brand_no = ? and id = ? returning hash", row -> row.getBytes(1),
            now.toEpochMilli(), brand.no(), Ids.bytes(id)).stream().findFirst();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(Ids.uuid(row.getBytes("id")), new Brand(row.getLong("no"), row.getString("brand")), Role.of(row.getString("role")),
            row.getString("label"), Instant.ofEpochMilli(row.getLong("created_at")), moment(row, "expires_at"), moment(row, "revoked_at"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
