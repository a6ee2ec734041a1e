package dev.heed.sdk;

import dev.heed.sdk.internal.api.LedgerApi;
import dev.heed.sdk.model.ConsistencyProof;
import dev.heed.sdk.model.LedgerKey;

/** Reads the transparency log. For roles {@code admin} and {@code compliance}; the key is for any credential of the brand. */
public final class Ledger {
    private static final String TILE = "([0-9]{1,2}|entries)(/x[0-9]{3})*/[0-9]{3}(\\.p/[0-9]{1,3})?";

    private final Wire wire;
    private final LedgerApi api;

    Ledger(Wire wire) {
        this.wire = wire;
        this.api = wire.api(LedgerApi.class);
    }

    /** The newest checkpoint, a signed note. Save it: a later one can be held against it. */
    public String checkpoint() {
        return wire.text(wire.url("v1/ledger/checkpoint").build(), "text/plain");
    }

    /** The proof that the tree of size {@code to} extends the tree of size {@code from}. */
    public ConsistencyProof consistency(long from, long to) {
        return wire.answer(api.ledgerConsistency(from, to));
    }

    /**
     * A tile of hashes or a bundle of entries, by the path of c2sp.org/tlog-tiles without {@code tile/}: {@code 0/000.p/12}.
     *
     * @throws IllegalArgumentException when it is not such a path
     */
    public byte[] tile(String path) {
        if (!path.matches(TILE)) {
            throw new IllegalArgumentException("not the path of a tile");
        }
        return wire.bytes(wire.url("v1/ledger/tile/" + path).build(), "application/octet-stream");
    }

    /** The key that checks the checkpoints. Keep it where the server cannot change it. */
    public LedgerKey key() {
        return wire.answer(api.ledgerKey());
    }
}
