package dev.heed.preferences;

import dev.heed.choice.Choices;
import dev.heed.consent.Standing;
import dev.heed.consent.Unfiled;
import dev.heed.customer.Customers;
import dev.heed.preferences.Preferences.Stored;
import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Each customer's preferences in the database, the newest or those of a moment ago; earlier ones are the sum of their records. */
final class PreferencesTable {
    Stored newest(Tx tx, long customerNo) {
        var select = tx.hot("select version, updated_at, chosen, standing, unfiled from preferences where customer_no = ?");
        try {
            select.setLong(1, customerNo);
            try (var row = select.executeQuery()) {
                return !row.next() ? Stored.NOTHING
                    : new Stored(row.getLong(1), Optional.of(Instant.ofEpochMilli(row.getLong(2))), Choices.of(row.getBytes(3)), Standing.of(row.getBytes(4), new Unfiled(row.getBytes(5))), false);
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** What is left of somebody erased. */
    Stored erased(Tx tx, long customerNo) {
        var left = newest(tx, customerNo);
        return Stored.erased(left.version(), left.updatedAt().orElseThrow());
    }

    /** Takes one customer. */
    interface Each {
        void take(long customerNo, String customerId, Stored stored);
    }

    void each(Tx tx, long brandNo, long first, long beyond, Each each) {
        // The plus keeps SQLite from looking at all customers of the brand, by the index, for those in the range.
        var select = tx.hot("select c.no, c.id, p.version, p.updated_at, p.chosen, p.standing from customer c left join preferences p on p.customer_no = c.no"
            + " where c.no >= ? and c.no < ? and +c.brand_no = ?");
        try {
            select.setLong(1, first);
            select.setLong(2, beyond);
            select.setLong(3, brandNo);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    if (Customers.isMark(row.getString(2))) {
                        continue;
                    }
                    var chosen = row.getBytes(5);
                    each.take(row.getLong(1), row.getString(2), chosen == null ? Stored.NOTHING : new Stored(row.getLong(3), Optional.of(Instant.ofEpochMilli(row.getLong(4))),
                        Choices.of(chosen), Standing.of(row.getBytes(6)), false));
                }
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    void put(Tx tx, long customerNo, Stored stored, byte[] chosen, byte[] standing) {
        var upsert = tx.hot("insert into preferences (customer_no, version, updated_at, chosen, standing, unfiled) values (?, ?, ?, ?, ?, ?)"
            + " on conflict (customer_no) do update set version = excluded.version, updated_at = excluded.updated_at,"
            + " chosen = excluded.chosen, standing = excluded.standing, unfiled = excluded.unfiled");
        try {
            upsert.setLong(1, customerNo);
            upsert.setLong(2, stored.version());
            upsert.setLong(3, stored.updatedAt().orElseThrow().toEpochMilli());
            upsert.setBytes(4, chosen);
            upsert.setBytes(5, standing);
            upsert.setBytes(6, stored.standing().unfiled().places());
            upsert.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }
}
