package dev.heed.store;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions that every Java platform must have. */
public final class Hashes {
    private static final String HMAC = "HmacSHA256";
    /** Never used themselves: to copy one is quicker than to have it looked up among the platform's providers. */
    private static final MessageDigest FRESH_SHA256 = required(() -> MessageDigest.getInstance("SHA-256"));
    private static final Mac FRESH_HMAC = required(() -> Mac.getInstance(HMAC));

    private Hashes() {}

    private interface Making<T> {
        T make() throws GeneralSecurityException, CloneNotSupportedException;
    }

    private static <T> T required(Making<T> making) {
        try {
            return making.make();
        } catch (GeneralSecurityException | CloneNotSupportedException missing) {
            throw new IllegalStateException("every Java platform must have SHA-256 and HMAC-SHA256, and be able to copy them", missing);
        }
    }

    /** SHA-256 (FIPS 180-4), ready for what is to be hashed. */
    public static MessageDigest sha256() {
        return required(() -> (MessageDigest) FRESH_SHA256.clone());
    }

    /** SHA-256 of some bytes: 32 bytes. */
    public static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** HMAC-SHA256 (RFC 2104) with a key, ready for the message. */
    public static Mac hmac(byte[] key) {
        return required(() -> {
            var mac = (Mac) FRESH_HMAC.clone();
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        });
    }
}
