package dev.heed.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Sha256 sha = new Sha256();
    private final Mac mac;
    private final ByteArrayOutputStream array = new ByteArrayOutputStream(1_024);

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
        array.reset();
        array.write('[');
        array.write('"');
        array.writeBytes(BASE64URL.encode(Arrays.copyOf(mac.doFinal(name), SALT_BYTES)));
        array.writeBytes("\",\"".getBytes(StandardCharsets.US_ASCII));
        array.writeBytes(name);
        array.write('"');
        array.write(',');
        array.writeBytes(json);
        array.write(']');
        return BASE64URL.encode(array.toByteArray());
    }
}
