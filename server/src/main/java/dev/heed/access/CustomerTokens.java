package dev.heed.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Makes and checks customer tokens, by the rules of RFC 8725: one algorithm, an explicit type, and every claim required.
 */
final class CustomerTokens {
    static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final int MOST_CHARACTERS = 2048;
    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
    private static final JOSEObjectType TYPE = new JOSEObjectType("heed-customer+jwt");
    private static final String BRAND = "brand";
    private static final JWSHeader HEADER = new JWSHeader.Builder(ALGORITHM).type(TYPE).build();

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final String serverName;

    /** What a token says. */
    record Claims(String brand, String customer, Instant expiresAt) {}

    /** @param secret 32 random bytes or more */
    CustomerTokens(byte[] secret, String serverName) {
        try {
            this.signer = new MACSigner(secret);
            this.verifier = new MACVerifier(secret);
            this.serverName = serverName;
        } catch (JOSEException tooShort) {
            throw new IllegalArgumentException("the token secret must have at least 32 bytes", tooShort);
        }
    }

    String make(Claims claims, Instant now) {
        var jwt = new SignedJWT(HEADER, new JWTClaimsSet.Builder()
            .issuer(serverName).audience(serverName).subject(claims.customer).claim(BRAND, claims.brand)
            .issueTime(Date.from(now)).notBeforeTime(Date.from(now)).expirationTime(Date.from(claims.expiresAt)).build());
        try {
            jwt.sign(signer);
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
        return jwt.serialize();
    }

    /** What a token says, if it is one of ours and holds now. */
    Optional<Claims> check(String token, Instant now) {
        if (token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(token);
            // The very header we write: nothing in it is ever interpreted.
            boolean ours = HEADER.toBase64URL().equals(jwt.getHeader().toBase64URL()) && jwt.serialize().equals(token)
                && Arrays.stream(jwt.getParsedParts()).allMatch(CustomerTokens::isCanonical) && jwt.verify(verifier)
                && jwt.getPayload().toJSONObject().get("sub") instanceof String;
            return ours ? claims(jwt.getJWTClaimsSet()).filter(claims -> now.isBefore(claims.expiresAt)
                && holds(jwt, now)) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException forged) {
            return Optional.empty();
        }
    }

    /** The decoder passes over padding, spaces and whatever else is not of its alphabet; one token has one spelling. */
    private static boolean isCanonical(Base64URL part) {
        return Base64URL.encode(part.decode()).equals(part);
    }

    private Optional<Claims> claims(JWTClaimsSet set) throws ParseException {
        boolean complete = serverName.equals(set.getIssuer()) && List.of(serverName).equals(set.getAudience())
            && set.getSubject() != null && set.getStringClaim(BRAND) != null && set.getExpirationTime() != null
            && set.getIssueTime() != null && set.getNotBeforeTime() != null;
        return complete ? Optional.of(new Claims(set.getStringClaim(BRAND), set.getSubject(), set.getExpirationTime().toInstant())) : Optional.empty();
    }

    private static boolean holds(SignedJWT jwt, Instant now) {
        try {
            var set = jwt.getJWTClaimsSet();
            return !set.getNotBeforeTime().toInstant().isAfter(now.plus(CLOCK_SKEW)) && !set.getIssueTime().toInstant().isAfter(now.plus(CLOCK_SKEW))
                && !set.getExpirationTime().toInstant().isAfter(set.getIssueTime().toInstant().plus(LONGEST));
        } catch (ParseException malformed) {
            return false;
        }
    }
}
