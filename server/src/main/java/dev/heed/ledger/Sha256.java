package dev.heed.ledger;

import dev.heed.store.Hashes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;

/** Hashes leaves and nodes with SHA-256; an instance reuses one digest and so belongs to one thread. */
final class Sha256 {
    static final int BYTES = 32;

    private final MessageDigest digest = Hashes.sha256();
    private final byte[] node = new byte[1 + 2 * BYTES];

    Sha256() {
        node[0] = 1;
    }

    byte[] of(byte[] bytes) {
        return digest.digest(bytes);
    }

    /** RFC 9162, section 2.1.1: the byte 0 before an entry keeps any leaf from being passed off as a node. */
    byte[] leaf(byte[] entry) {
        digest.update((byte) 0);
        return digest.digest(entry);
    }

    byte[] node(byte[] left, byte[] right) {
        System.arraycopy(checked(left), 0, node, 1, BYTES);
        System.arraycopy(checked(right), 0, node, 1 + BYTES, BYTES);
        return digest.digest(node);
    }

    /** @throws IllegalArgumentException unless it is 32 bytes long */
    static byte[] checked(byte[] hash) {
        if (hash.length != BYTES) {
            throw new IllegalArgumentException("A hash has 32 bytes, not " + hash.length);
        }
        return hash;
    }

    /** Copies the list and every hash in it. */
    static List<byte[]> copies(List<byte[]> hashes) {
        return hashes.stream().map(hash -> checked(Objects.requireNonNull(hash)).clone()).toList();
    }
}
