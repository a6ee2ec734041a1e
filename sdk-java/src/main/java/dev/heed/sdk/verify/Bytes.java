package dev.heed.sdk.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Bytes, their hashes and their one permitted way of being written. */
final class Bytes {
    static final int HASH = 32;

    private Bytes() {}

    /** SHA-256 over the parts, one after another. */
    static byte[] sha256(byte[]... parts) {
        MessageDigest digest = sha256Digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** To be fed piece by piece. */
    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * The one UTF-8 form of a text.
     *
     * @throws VerificationException UNREADABLE when half a surrogate pair stands in it, which would be written as something else
     */
    static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new VerificationException(Failure.UNREADABLE, "not Unicode");
        }
        return bytes;
    }

    /** Whether so many bytes are the same in both, from a place in each. */
    static boolean same(byte[] left, int leftFrom, byte[] right, int rightFrom, int count) {
        for (int i = 0; i < count; i++) {
            if (left[leftFrom + i] != right[rightFrom + i]) {
                return false;
            }
        }
        return true;
    }

    static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder(2 * bytes.length);
        for (byte b : bytes) {
            hex.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return hex.toString();
    }

    static byte[] join(byte[] left, byte[] right) {
        byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }

    /** Reads padded base64, refusing every spelling but the one an encoder writes: two texts never stand for the same bytes. */
    static byte[] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like the other misspellings.
        }
        throw new VerificationException(Failure.UNREADABLE, "not base64");
    }

    /** Reads one hash, refusing any that is not exactly 32 bytes. */
    static byte[] hash(String base64) {
        byte[] hash = base64(base64);
        if (hash.length != HASH) {
            throw new VerificationException(Failure.UNREADABLE, "a hash is not 32 bytes");
        }
        return hash;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
