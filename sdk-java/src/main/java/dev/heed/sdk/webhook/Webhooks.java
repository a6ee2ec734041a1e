package dev.heed.sdk.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells webhooks that Heed signed from everything else (Standard Webhooks 1.0.0, scheme {@code v1}: HMAC-SHA256). Immutable, shared by all threads.
 *
 * <p>Give it the body byte for byte as it came, before anything parses it. A webhook may come more than once: keep the ids for as long as the
 * tolerance, and pass over those that you know.
 */
public final class Webhooks {
    private static final String PREFIX = "whsec_";
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,256}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final String SCHEME = "v1,";
    private static final int MOST_SIGNATURES = 50;
    private static final int LEAST_SECRET_BYTES = 16;

    private final List<SecretKeySpec> secrets;
    private final Duration tolerance;
    private final Clock clock;

    private Webhooks(List<SecretKeySpec> secrets, Duration tolerance, Clock clock) {
        this.secrets = secrets;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Trusts what is signed with any of these secrets: two while one takes the place of the other.
     *
     * @param secrets {@code whsec_} and base64, or the base64 alone
     * @throws IllegalArgumentException when one is not a secret of at least 16 bytes; the message does not repeat it
     */
    public static Webhooks signedWith(String... secrets) {
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String secret : secrets) {
            keys.add(key(secret));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a secret is needed");
        }
        return new Webhooks(keys, Duration.ofMinutes(5), Clock.systemUTC());
    }

    /** The same, with another clock. */
    public Webhooks at(Clock clock) {
        return new Webhooks(secrets, tolerance, clock);
    }

    /** The same, with another limit to how far a webhook's time may lie from now, before or after; 5 minutes unless told. */
    public Webhooks tolerating(Duration tolerance) {
        return new Webhooks(secrets, tolerance, clock);
    }

    /**
     * Reads a webhook, if Heed signed it just now.
     *
     * @param header gives the value of a header field, or null: {@code request::getHeader}. Asked for {@code webhook-id},
     *     {@code webhook-timestamp} and {@code webhook-signature}
     * @throws WebhookException when it is not to be trusted, or cannot be read
     */
    public WebhookEvent verify(UnaryOperator<String> header, byte[] body) {
        String id = field(header, "webhook-id", ID);
        String timestamp = field(header, "webhook-timestamp", SECONDS);
        String signatures = header.apply("webhook-signature");
        if (signatures == null) {
            throw WebhookException.unreadable("the field webhook-signature is missing");
        }
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(sentAt, clock.instant()).abs().compareTo(tolerance) > 0) {
            throw new WebhookTimeException();
        }
        if (!isSigned(id, timestamp, body, signatures)) {
            throw new WebhookSignatureException();
        }
        return WebhookEvent.of(id, sentAt, body);
    }

    private static String field(UnaryOperator<String> header, String name, Pattern form) {
        String value = header.apply(name);
        if (value == null || !form.matcher(value).matches()) {
            throw WebhookException.unreadable("the field " + name + (value == null ? " is missing" : " is malformed"));
        }
        return value;
    }

    /** Every secret is tried on every signature, in a time that depends on neither. */
    private boolean isSigned(String id, String timestamp, byte[] body, String signatures) {
        boolean signed = false;
        String[] given = signatures.split(" ", MOST_SIGNATURES + 1);
        for (SecretKeySpec secret : secrets) {
            byte[] expected = (SCHEME + Base64.getEncoder().encodeToString(mac(secret, id + '.' + timestamp + '.', body))).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < Math.min(given.length, MOST_SIGNATURES); i++) {
                signed |= MessageDigest.isEqual(expected, given[i].getBytes(StandardCharsets.UTF_8));
            }
        }
        return signed;
    }

    private static byte[] mac(SecretKeySpec secret, String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(before.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static SecretKeySpec key(String secret) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        } catch (IllegalArgumentException e) {
            // Without its cause, which repeats a part of the secret.
            throw new IllegalArgumentException("a secret is whsec_ and base64");
        }
        if (bytes.length < LEAST_SECRET_BYTES) {
            throw new IllegalArgumentException("a secret has at least " + LEAST_SECRET_BYTES + " bytes");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
