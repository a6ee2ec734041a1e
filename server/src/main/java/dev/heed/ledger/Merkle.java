package dev.heed.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Computes roots and proofs of a Merkle tree from the hashes of its complete subtrees (RFC 9162, section 2.1).
 *
 * <p>Each root and each proof asks for a number of hashes that is logarithmic in the size of the tree.
 */
final class Merkle {
    private final Hashes hashes;
    private final Sha256 sha = new Sha256();

    /** Gives the hash of subtree number {@code index} among the complete ones of 2^level leaves. */
    @FunctionalInterface
    interface Hashes {
        byte[] at(int level, long index);
    }

    private Merkle(Hashes hashes) {
        this.hashes = hashes;
    }

    static byte[] leafHash(byte[] entry) {
        return new Sha256().leaf(entry);
    }

    /** @throws IllegalArgumentException unless both are 32 bytes long */
    static byte[] nodeHash(byte[] left, byte[] right) {
        return new Sha256().node(left, right);
    }

    static byte[] emptyRoot() {
        return new Sha256().of(new byte[0]);
    }

    /** @throws IllegalArgumentException when the size is negative */
    static byte[] root(long size, Hashes hashes) {
        require(size >= 0, "A tree of negative size", size);
        return size == 0 ? emptyRoot() : new Merkle(hashes).over(0, size);
    }

    /**
     * Proves that leaf {@code index} is in the tree of {@code size} leaves (section 2.1.3.1); its sibling comes first.
     *
     * @throws IllegalArgumentException unless {@code 0 <= index < size}
     */
    static List<byte[]> inclusionProof(long index, long size, Hashes hashes) {
        require(index >= 0, "A negative index", index);
        require(index < size, "No such leaf in a tree of " + size, index);
        var proof = new Merkle(hashes).pathTo(index, 0, size, 0);
        Collections.reverse(proof);
        return proof;
    }

    /**
     * Proves that the tree of {@code to} leaves begins with the tree of {@code from} leaves (section 2.1.4.1); empty
     * when they are the same tree.
     *
     * @throws IllegalArgumentException unless {@code 0 < from <= to}; any tree begins with the empty one, so a proof of
     *     that would say nothing
     */
    static List<byte[]> consistencyProof(long from, long to, Hashes hashes) {
        require(from > 0, "A proof must start from a tree that has leaves", from);
        require(from <= to, "A tree of " + to + " does not contain a larger one", from);
        if (from == to) {
            return List.of();
        }
        // The path to the last complete subtree of the older tree proves both roots. Where that subtree is the whole of
        // the older tree, the verifier has its hash already, and the RFC leaves it out.
        int level = Long.numberOfTrailingZeros(from);
        var merkle = new Merkle(hashes);
        var proof = merkle.pathTo(from - 1, 0, to, level);
        if (Long.bitCount(from) > 1) {
            proof.add(hashes.at(level, (from >> level) - 1));
        }
        Collections.reverse(proof);
        return proof;
    }

    /** The siblings on the way from the root of leaves begin to end down to the subtree of 2^level with the index. */
    private List<byte[]> pathTo(long index, long begin, long end, int level) {
        var siblings = new ArrayList<byte[]>();
        while (end - begin > 1L << level) {
            long middle = begin + largestPowerBelow(end - begin);
            if (index < middle) {
                siblings.add(over(middle, end));
                end = middle;
            } else {
                siblings.add(over(begin, middle));
                begin = middle;
            }
        }
        return siblings;
    }

    private byte[] over(long begin, long end) {
        long size = end - begin;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return Sha256.checked(hashes.at(level, begin >> level));
        }
        long middle = begin + largestPowerBelow(size);
        return sha.node(over(begin, middle), over(middle, end));
    }

    private static long largestPowerBelow(long size) {
        return Long.highestOneBit(size - 1);
    }

    private static void require(boolean held, String fault, long value) {
        if (!held) {
            throw new IllegalArgumentException(fault + ": " + value);
        }
    }
}
