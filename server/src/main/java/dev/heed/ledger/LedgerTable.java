package dev.heed.ledger;

import dev.heed.store.Tx;
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
        return tx.query("select size, root, checked from ledger where brand_no = ?", row -> new Head(row.getLong(1), row.getBytes(2), row.getLong(3)), log)
            .stream().findFirst().orElseThrow(() -> new IllegalStateException("log " + log + " does not exist"));
    }

    void setHead(Tx tx, long log, long size, byte[] root) {
        tx.run("update ledger set size = ?, root = ? where brand_no = ?", size, root, log);
    }

    long erased(Tx tx, long no) {
        return tx.query("select erased from ledger where brand_no = ?", row -> row.getLong(1), no).get(0);
    }

    void addErased(Tx tx, long no, long entries) {
        tx.run("update ledger set erased = erased + ? where brand_no = ?", entries, no);
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
        return tx.query("select place from entry where place < ? order by place desc limit 1", row -> row.getLong(1), place(log + 1, 0))
            .stream().filter(last -> last >= place(log, 0)).findFirst().map(last -> index(last) + 1).orElse(0L);
    }

    void insertEntry(Tx tx, long place, byte[] bytes) {
        tx.run("insert into entry (place, bytes) values (?, ?)", place, bytes);
    }

    Optional<byte[]> entry(Tx tx, long place) {
        var found = entries(tx, place, place + 1);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** The entries from one place up to, and not including, another. */
    List<byte[]> entries(Tx tx, long from, long to) {
        return tx.query("select bytes from entry where place >= ? and place < ? order by place", row -> row.getBytes(1), from, to);
    }

    void putTile(Tx tx, long log, Tile tile) {
        tx.run("insert into tile (brand_no, level, number, hashes) values (?, ?, ?, ?) on conflict (brand_no, level, number) do update set hashes = excluded.hashes",
            log, tile.level(), tile.number(), tile.hashes());
    }

    byte[] tile(Tx tx, long log, int level, long number) {
        return tx.query("select hashes from tile where brand_no = ? and level = ? and number = ?", row -> row.getBytes(1), log, level, number)
            .stream().findFirst().orElseThrow(() -> new IllegalStateException("tile " + level + "/" + number + " of log " + log + " is missing"));
    }
}
