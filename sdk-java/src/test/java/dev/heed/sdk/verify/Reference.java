package dev.heed.sdk.verify;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 9162 section 2.1, recursive as they stand there: what a log computes, against which the checker is held. */
final class Reference {
    private Reference() {}

    /** MTH, section 2.1.1. */
    static byte[] root(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return sha256();
        }
        if (entries.size() == 1) {
            return sha256(new byte[] {0}, entries.get(0));
        }
        int k = split(entries.size());
        return sha256(new byte[] {1}, root(entries.subList(0, k)), root(entries.subList(k, entries.size())));
    }

    /** PATH, section 2.1.3.1. */
    static List<byte[]> inclusion(int index, List<byte[]> entries) {
        if (entries.size() == 1) {
            return new ArrayList<>();
        }
        int k = split(entries.size());
        List<byte[]> left = entries.subList(0, k);
        List<byte[]> right = entries.subList(k, entries.size());
        List<byte[]> path = index < k ? inclusion(index, left) : inclusion(index - k, right);
        path.add(index < k ? root(right) : root(left));
        return path;
    }

    /** PROOF, section 2.1.4.1. */
    static List<byte[]> consistency(int size, List<byte[]> entries) {
        return size == entries.size() ? new ArrayList<>() : subproof(size, entries, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> entries, boolean complete) {
        List<byte[]> proof = new ArrayList<>();
        if (m == entries.size()) {
            if (!complete) {
                proof.add(root(entries));
            }
            return proof;
        }
        int k = split(entries.size());
        List<byte[]> left = entries.subList(0, k);
        List<byte[]> right = entries.subList(k, entries.size());
        if (m <= k) {
            proof.addAll(subproof(m, left, complete));
            proof.add(root(right));
        } else {
            proof.addAll(subproof(m - k, right, false));
            proof.add(root(left));
        }
        return proof;
    }

    /** The largest power of two smaller than n. */
    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    static byte[] sha256(byte[]... parts) {
        try {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                all.writeBytes(part);
            }
            return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
