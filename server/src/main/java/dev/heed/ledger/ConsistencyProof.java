package dev.heed.ledger;

import java.util.Arrays;
import java.util.List;

/** Proof that the tree of {@code to} leaves begins with the tree of {@code from} leaves (RFC 9162, section 2.1.4). */
public record ConsistencyProof(long from, long to, List<byte[]> hashes) {

    /** @throws IllegalArgumentException unless {@code 0 < from <= to} and every hash is 32 bytes long */
    public ConsistencyProof {
        if (from <= 0 || from > to) {
            throw new IllegalArgumentException("No proof leads from a tree of " + from + " to one of " + to);
        }
        hashes = Sha256.copies(hashes);
    }

    @Override
    public List<byte[]> hashes() {
        return Sha256.copies(hashes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConsistencyProof that
                && from == that.from
                && to == that.to
                && Arrays.deepEquals(hashes.toArray(), that.hashes.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(from) + Long.hashCode(to);
    }
}
