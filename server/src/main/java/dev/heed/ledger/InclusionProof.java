package dev.heed.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Proof that the leaf at {@code index} is in the tree of {@code size} leaves (RFC 9162, section 2.1.3). */
public record InclusionProof(long index, long size, List<byte[]> hashes) {

    /** @throws IllegalArgumentException unless {@code 0 <= index < size} and every hash is 32 bytes long */
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A tree of " + size + " has no leaf " + index);
        }
        hashes = Sha256.copies(hashes);
    }

    @Override
    public List<byte[]> hashes() {
        return Sha256.copies(hashes);
    }

    /**
     * The proof as a file that needs nothing else but the verifier key and the entry (c2sp.org/tlog-proof@v1).
     *
     * @param signedCheckpoint as {@link Checkpoint#signed} gave it; it is included as it is
     * @throws IllegalArgumentException when that is a checkpoint of another tree size, which could not verify
     */
    public String tlogProof(String signedCheckpoint) {
        var lines = signedCheckpoint.split("\n", 3);
        if (lines.length < 3 || !lines[1].equals(Long.toString(size))) {
            throw new IllegalArgumentException("The proof is for a tree of " + size + ", the checkpoint is not");
        }
        var text = new StringBuilder("c2sp.org/tlog-proof@v1\nindex ").append(index).append('\n');
        for (var hash : hashes) {
            text.append(Base64.getEncoder().encodeToString(hash)).append('\n');
        }
        return text.append('\n').append(signedCheckpoint).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InclusionProof that
                && index == that.index
                && size == that.size
                && Arrays.deepEquals(hashes.toArray(), that.hashes.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(index) + Long.hashCode(size);
    }
}
