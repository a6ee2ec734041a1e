package dev.heed.ledger;

import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Logs in the database. A place is a log's number and an index in one integer: (log << 40) | index. */
final class LedgerTable {
    private static final int INDEX_BITS = 40;

    /** How large a log is, its root, and up to where it has been checked against itself. */
    record Head(long size, byte[] root, long checked) {}

    static long place(long log, long index) {
        return log << INDEX_BITS | index;
    }

    static long index(long place) {
        return place & (1L << INDEX_BITS) - 1;
    }

    void create(Tx tx, long log, String verifierKey) {
        tx.run("insert into ledger (brand_no, size, root, checked, verifier_key) values (?, 0, ?, 0, ?)", log, Merkle.emptyRoot(), verifierKey);
    }

    /** The key under which the log was begun; empty where there is no such log. */
    Optional<String> verifierKey(Tx tx, long log) {
        return tx.query("select verifier_key from ledger where brand_no = ?", row -> row.getString(1), log).stream().findFirst();
    }

    Head head(Tx tx, long log) {
        var select = tx.hot("select size, root, checked from ledger where brand_no = ?");
        try {
            select.setLong(1, log);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("log " + log + " does not exist");
                }
                return new Head(row.getLong(1), row.getBytes(2), row.getLong(3));
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    void setHead(Tx tx, long log, long size, byte[] root) {
        var update = tx.hot("update ledger set size = ?, root = ? where brand_no = ?");
        try {
            update.setLong(1, size);
            update.setBytes(2, root);
            update.setLong(3, log);
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    long erased(Tx tx, long no) {
        return tx.handle().createQuery("select erased from ledger where brand_no = ?").bind(0, no).mapTo(Long.class).one();
    }

    void addErased(Tx tx, long no, long entries) {
        tx.handle().execute("update ledger set erased = erased + ? where brand_no = ?", entries, no);
    }

    void setChecked(Tx tx, long log, long checked) {
        tx.run("update ledger set checked = ? where brand_no = ?", checked, log);
    }

    long settled(Tx tx, long log) {
        return tx.query("select settled from ledger where brand_no = ?", row -> row.getLong(1), log).get(0);
    }

    void setSettled(Tx tx, long log, long settled) {
        tx.run("update ledger set settled = ? where brand_no = ? and settled < ?", settled, log, settled);
    }

    /** The index that the next entry gets; sees what this transaction appended. */
    long nextIndex(Tx tx, long log) {
        var select = tx.hot("select place from entry where place < ? order by place desc limit 1");
        try {
            select.setLong(1, place(log + 1, 0));
            try (var row = select.executeQuery()) {
                return row.next() && row.getLong(1) >= place(log, 0) ? index(row.getLong(1)) + 1 : 0;
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    void insertEntry(Tx tx, long place, byte[] bytes) {
        var insert = tx.hot("insert into entry (place, bytes) values (?, ?)");
        try {
            insert.setLong(1, place);
            insert.setBytes(2, bytes);
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    Optional<byte[]> entry(Tx tx, long place) {
        var found = entries(tx, place, place + 1);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** The entries from one place up to, and not including, another. */
    List<byte[]> entries(Tx tx, long from, long to) {
        var select = tx.hot("select bytes from entry where place >= ? and place < ? order by place");
        try {
            select.setLong(1, from);
            select.setLong(2, to);
            var entries = new ArrayList<byte[]>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(row.getBytes(1));
                }
            }
            return entries;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    void putTile(Tx tx, long log, Tile tile) {
        var upsert = tx.hot("insert into tile (brand_no, level, number, hashes) values (?, ?, ?, ?)"
            + " on conflict (brand_no, level, number) do update set hashes = excluded.hashes");
        try {
            upsert.setLong(1, log);
            upsert.setInt(2, tile.level());
            upsert.setLong(3, tile.number());
            upsert.setBytes(4, tile.hashes());
            upsert.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    byte[] tile(Tx tx, long log, int level, long number) {
        return tx.handle().createQuery("select hashes from tile where brand_no = ? and level = ? and number = ?")
            .bind(0, log).bind(1, level).bind(2, number).mapTo(byte[].class).findOne()
            .orElseThrow(() -> new IllegalStateException("tile " + level + "/" + number + " of log " + log + " is missing"));
    }
}
