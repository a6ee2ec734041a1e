package dev.heed.ledger;

import java.util.Arrays;
import java.util.List;

/** Checks proofs as RFC 9162 tells a verifier to, knowing nothing of how they were made. */
final class Verifier {
    private Verifier() {}

    /** Section 2.1.3.2. */
    static boolean includes(long index, long size, List<byte[]> path, byte[] leafHash, byte[] root) {
        if (index >= size || path.stream().anyMatch(hash -> hash.length != 32)) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        byte[] r = leafHash;
        for (byte[] p : path) {
            if (sn == 0) {
                return false;
            }
            if (odd(fn) || fn == sn) {
                r = ReferenceTree.node(p, r);
                while (!odd(fn) && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = ReferenceTree.node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(r, root);
    }

    /** Section 2.1.4.2. */
    static boolean consistent(long first, long second, List<byte[]> proof, byte[] firstRoot, byte[] secondRoot) {
        if (first == 0 || first > second) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        if (proof.isEmpty()) {
            return false;
        }
        boolean powerOfTwo = Long.bitCount(first) == 1;
        long fn = first - 1;
        long sn = second - 1;
        while (odd(fn)) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = powerOfTwo ? firstRoot : proof.get(0);
        byte[] sr = fr;
        for (byte[] c : proof.subList(powerOfTwo ? 0 : 1, proof.size())) {
            if (sn == 0) {
                return false;
            }
            if (odd(fn) || fn == sn) {
                fr = ReferenceTree.node(c, fr);
                sr = ReferenceTree.node(c, sr);
                while (!odd(fn) && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = ReferenceTree.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, firstRoot) && Arrays.equals(sr, secondRoot);
    }

    private static boolean odd(long number) {
        return number % 2 == 1;
    }
}
