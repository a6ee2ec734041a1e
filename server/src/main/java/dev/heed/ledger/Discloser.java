package dev.heed.ledger;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives the hashes and disclosures of many entries, one after another: what {@link Ledger#leafHash} and {@link Ledger#disclosures} give, without new
 * tools for each. An instance belongs to one thread.
 */
public final class Discloser {
    private static final int SALT_BYTES = 16;
    private static final byte[] BEFORE_SALT = Utf8.bytes("[\"");
    private static final byte[] BEFORE_NAME = Utf8.bytes("\",\"");
    private static final byte[] BEFORE_VALUE = Utf8.bytes("\",");
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Sha256 sha = new Sha256();
    private final Mac mac;

    public Discloser() {
        try {
            mac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform must have HmacSHA256", missing);
        }
    }

    /** An entry's leaf hash in base64. */
    public byte[] leafHash(byte[] entry) {
        return BASE64.encode(sha.leaf(entry));
    }

    /** Turns to the entry with this seed. */
    public void turnTo(byte[] seed) {
        try {
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The disclosure of one member of the entry turned to.
     *
     * @param name without characters that JSON escapes
     * @param json the value, canonical
     */
    public byte[] disclosure(byte[] name, byte[] json) {
        var salt = BASE64URL.encode(Arrays.copyOf(mac.doFinal(name), SALT_BYTES));
        var array = ByteBuffer.allocate(BEFORE_SALT.length + salt.length + BEFORE_NAME.length + name.length + BEFORE_VALUE.length + json.length + 1)
            .put(BEFORE_SALT).put(salt).put(BEFORE_NAME).put(name).put(BEFORE_VALUE).put(json).put((byte) ']');
        return BASE64URL.encode(array.array());
    }
}
