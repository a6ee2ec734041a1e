package dev.heed.access;

import dev.heed.Given;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes customer tokens by hand, right ones and wrong ones, with the server's own secret. */
final class Forge {
    static final String HEADER = "{\"typ\":\"heed-customer+jwt\",\"alg\":\"HS256\"}";

    private final byte[] secret;
    private final long now;

    Forge(Given given, Instant now) {
        try {
            this.secret = Files.readAllBytes(given.folder().resolve("token.secret"));
            this.now = now.getEpochSecond();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The claims of a right token, ten minutes long. */
    String claims() {
        return "{\"iss\":\"heed.local\",\"aud\":\"heed.local\",\"sub\":\"c-1\",\"brand\":\"shop\",\"iat\":" + now + ",\"nbf\":" + now + ",\"exp\":" + (now + 600) + "}";
    }

    long now() {
        return now;
    }

    /** The claims with one replaced by other JSON; without it, when that is empty. */
    String claims(String name, String json) {
        var changed = claims().replaceAll("\"" + name + "\":(\"[^\"]*\"|[0-9]+),?", json.isEmpty() ? "" : java.util.regex.Matcher.quoteReplacement("\"" + name + "\":" + json + ",")).replace(",}", "}");
        if (changed.equals(claims())) {
            throw new AssertionError("no such claim: " + name);
        }
        return changed;
    }

    /** A header with more members than it should have. */
    static String header(String more) {
        return HEADER.replace("}", "," + more + "}");
    }

    String signed(String header, String payload) {
        return signed("HmacSHA256", secret, encoded(header) + "." + encoded(payload));
    }

    String signed(String payload) {
        return signed(HEADER, payload);
    }

    String signedWith(String mac, byte[] key, String header, String payload) {
        return signed(mac, key, encoded(header) + "." + encoded(payload));
    }

    String signedWith(String mac, String header, String payload) {
        return signedWith(mac, secret, header, payload);
    }

    /** Signs parts that are encoded already, well or badly. */
    String signedParts(String parts) {
        return signed("HmacSHA256", secret, parts);
    }

    private static String signed(String mac, byte[] key, String parts) {
        try {
            var hmac = Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(key, mac));
            return parts + "." + encoded(hmac.doFinal(parts.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    String secretText() {
        return encoded(secret);
    }

    static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
