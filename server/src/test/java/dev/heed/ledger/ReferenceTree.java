package dev.heed.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

/** The Merkle tree as RFC 9162, section 2.1.1 defines it: slow, and sharing nothing with what it checks. */
final class ReferenceTree {
    private ReferenceTree() {}

    static byte[] root(List<byte[]> leafHashes) {
        int n = leafHashes.size();
        if (n == 0) {
            return sha256();
        }
        if (n == 1) {
            return leafHashes.get(0);
        }
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return node(root(leafHashes.subList(0, k)), root(leafHashes.subList(k, n)));
    }

    /** The hashes of complete subtrees, straight from the leaves. */
    static Merkle.Hashes hashes(List<byte[]> leafHashes) {
        return (level, index) -> root(leafHashes.subList((int) (index << level), (int) ((index + 1) << level)));
    }

    /** The hashes of the entries "0", "1", "2" and so on. */
    static List<byte[]> leaves(long size) {
        return LongStream.range(0, size)
                .mapToObj(i -> sha256(new byte[1], Long.toString(i).getBytes(StandardCharsets.US_ASCII)))
                .toList();
    }

    static byte[] node(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
