package dev.heed.http;

import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Answers that were given under an idempotency key, in the database. */
final class IdempotencyTable {
    /** @param fingerprint tells the request from every other */
    record Given(byte[] fingerprint, Instant at, byte[] answer) {}

    /** Most keys are new. So it is asked first whether there is one, which the index alone can tell. */
    Optional<Given> find(Tx tx, byte[] scope) {
        var select = tx.hot("select number from idempotency where scope = ?");
        try {
            select.setBytes(1, scope);
            try (var row = select.executeQuery()) {
                return row.next() ? given(tx, row.getLong(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    private static Optional<Given> given(Tx tx, long number) {
        var select = tx.hot("select fingerprint, at, answer from idempotency where number = ?");
        try {
            select.setLong(1, number);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(new Given(row.getBytes(1), Instant.ofEpochMilli(row.getLong(2)), row.getBytes(3))) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    void put(Tx tx, byte[] scope, Given given) {
        var upsert = tx.hot("insert into idempotency (scope, fingerprint, at, answer) values (?, ?, ?, ?) on conflict (scope) do update"
            + " set fingerprint = excluded.fingerprint, at = excluded.at, answer = excluded.answer");
        try {
            upsert.setBytes(1, scope);
            upsert.setBytes(2, given.fingerprint());
            upsert.setLong(3, given.at().toEpochMilli());
            upsert.setBytes(4, given.answer());
            upsert.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    int forget(Tx tx, Instant before, int atMost) {
        return tx.handle().execute("delete from idempotency where number in (select number from idempotency order by number limit ?) and at < ?",
            atMost, before.toEpochMilli());
    }
}
