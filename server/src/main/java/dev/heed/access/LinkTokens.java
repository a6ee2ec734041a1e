package dev.heed.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import dev.heed.problem.Problem;
import dev.heed.store.Json;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes and checks the tokens of links in messages: compact JWE (RFC 7516), {@code dir} with A256GCM, so that a link tells nobody whose it is.
 *
 * <p>Nothing is stored for a link: whoever has the key can tell one of ours, and what it says, from the token alone.
 */
final class LinkTokens {
    static final String PREFIX = "heed_link_";
    static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final int PARTS = 5;
    private static final JWEHeader HEADER = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).type(new JOSEObjectType("heed-link+jwe")).build();

    private final DirectEncrypter encrypter;
    private final DirectDecrypter decrypter;
    private final String serverName;

    /**
     * What a link says.
     *
     * @param language in which to speak, where the brand said so
     */
    record Claims(String brand, String customer, Optional<String> language, Instant expiresAt) {}

    /** @param secret 32 random bytes */
    LinkTokens(byte[] secret, String serverName) {
        try {
            this.encrypter = new DirectEncrypter(secret);
            this.decrypter = new DirectDecrypter(secret);
            this.serverName = serverName;
        } catch (JOSEException wrongLength) {
            throw new IllegalArgumentException("the link secret must have 32 bytes", wrongLength);
        }
    }

    String make(Claims claims, Instant now) {
        var json = Json.object().put("aud", serverName).put("brand", claims.brand).put("sub", claims.customer)
            .put("iat", now.getEpochSecond()).put("exp", claims.expiresAt.getEpochSecond());
        claims.language.ifPresent(language -> json.put("lang", language));
        var jwe = new JWEObject(HEADER, new Payload(Json.bytes(json)));
        try {
            jwe.encrypt(encrypter);
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
        return PREFIX + jwe.serialize();
    }

    /** What a link says, if it is one of ours and holds now. */
    Optional<Claims> check(String token, Instant now) {
        try {
            var parts = token.substring(PREFIX.length()).split("\\.", -1);
            // The very header we write: nothing in it is ever interpreted. One token has one spelling.
            if (parts.length != PARTS || !HEADER.toBase64URL().toString().equals(parts[0]) || !parts[1].isEmpty() || !Arrays.stream(parts).allMatch(LinkTokens::isCanonical)) {
                return Optional.empty();
            }
            var jwe = new JWEObject(new Base64URL(parts[0]), null, new Base64URL(parts[2]), new Base64URL(parts[3]), new Base64URL(parts[4]));
            jwe.decrypt(decrypter);
            return claims(Json.read(jwe.getPayload().toBytes()), now);
        } catch (ParseException | JOSEException | Problem | IllegalStateException | IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    private static boolean isCanonical(String part) {
        return Base64URL.encode(new Base64URL(part).decode()).toString().equals(part);
    }

    private Optional<Claims> claims(JsonNode json, Instant now) {
        boolean complete = serverName.equals(json.path("aud").textValue()) && json.path("brand").isTextual() && json.path("sub").isTextual()
            && json.path("iat").isIntegralNumber() && json.path("exp").isIntegralNumber() && json.path("iat").canConvertToLong() && json.path("exp").canConvertToLong();
        if (!complete) {
            return Optional.empty();
        }
        long issued = json.get("iat").longValue();
        long expires = json.get("exp").longValue();
        boolean holds = issued <= now.plus(CLOCK_SKEW).getEpochSecond() && expires > now.getEpochSecond() && expires - issued <= LONGEST.plusDays(1).toSeconds();
        return holds ? Optional.of(new Claims(json.get("brand").textValue(), json.get("sub").textValue(), Optional.ofNullable(json.path("lang").textValue()), Instant.ofEpochSecond(expires)))
            : Optional.empty();
    }
}
