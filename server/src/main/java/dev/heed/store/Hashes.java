package dev.heed.store;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions that every Java platform must have. */
public final class Hashes {
    private static final String HMAC = "HmacSHA256";

    private Hashes() {}

    /** SHA-256 (FIPS 180-4), ready for what is to be hashed. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform must have SHA-256", missing);
        }
    }

    /** SHA-256 of some bytes: 32 bytes. */
    public static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** HMAC-SHA256 (RFC 2104) with a key, ready for the message. */
    public static Mac hmac(byte[] key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform must have HmacSHA256", missing);
        }
    }
}
