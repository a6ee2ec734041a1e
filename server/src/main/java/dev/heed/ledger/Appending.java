package dev.heed.ledger;

import dev.heed.ledger.Ledger.Log;
import dev.heed.store.Tx;
import java.util.ArrayList;
import java.util.List;

/** What a transaction appends to a log: for whoever takes it into the tree, without reading it back. */
final class Appending {
    private final LedgerTable table;
    private final Log log;
    private final long first;
    private final List<byte[]> leaves = new ArrayList<>();

    private record Known(Log log) {}

    private Appending(LedgerTable table, Log log, long first) {
        this.table = table;
        this.log = log;
        this.first = first;
    }

    /** What was appended so far, or since a write of the transaction was last undone. */
    static Appending to(Log log, Tx tx, LedgerTable table) {
        return tx.kept(new Known(log), () -> new Appending(table, log, table.nextIndex(tx, log.no())));
    }

    /** The index that the next entry gets. */
    long next() {
        return first + leaves.size();
    }

    /** Once it is in the database. */
    void add(byte[] entry) {
        leaves.add(Merkle.leafHash(entry));
    }

    /** The hashes of the leaves that a tree of some size lacks; read where not all of them are known here. */
    List<byte[]> since(long size, Tx tx) {
        return first == size ? leaves
            : table.entries(tx, LedgerTable.place(log.no(), size), LedgerTable.place(log.no() + 1, 0)).stream().map(Merkle::leafHash).toList();
    }
}
