package dev.heed.sdk.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The public key of a log, as {@code name+hash+key} of c2sp.org/signed-note. Ed25519 only. */
final class VerifierKey {
    private static final byte ED25519 = 1;

    final String text;
    final String name;
    final byte[] id;
    final byte[] publicKey;

    private VerifierKey(String text, String name, byte[] id, byte[] publicKey) {
        this.text = text;
        this.name = name;
        this.id = id;
        this.publicKey = publicKey;
    }

    /** @throws VerificationException UNREADABLE when it is not such a key, or its hash is not the key's */
    static VerifierKey parse(String text) {
        // The name holds no plus sign; the key in base64 may.
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0]) || !parts[1].matches("[0-9a-f]{8}")) {
            throw new VerificationException(Failure.UNREADABLE, "not a verifier key");
        }
        byte[] key = Bytes.base64(parts[2]);
        if (key.length != 1 + Bytes.HASH || key[0] != ED25519) {
            throw new VerificationException(Failure.UNREADABLE, "not an Ed25519 verifier key");
        }
        byte[] id = id(parts[0], key);
        if (!Bytes.hex(id).equals(parts[1])) {
            throw new VerificationException(Failure.UNREADABLE, "the verifier key does not match its own hash");
        }
        return new VerifierKey(text, parts[0], id, Arrays.copyOfRange(key, 1, key.length));
    }

    static boolean isName(String name) {
        return !name.isEmpty() && name.indexOf('+') < 0
                && name.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    private static byte[] id(String name, byte[] key) {
        byte[] hash = Bytes.sha256((name + "\n").getBytes(StandardCharsets.UTF_8), key);
        return Arrays.copyOf(hash, 4);
    }
}
