package dev.heed.access;

import static dev.heed.access.Forge.HEADER;
import static dev.heed.access.Forge.encoded;
import static dev.heed.access.Forge.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Only a token of ours, unchanged and valid now, opens anything (RFC 8725). */
class CustomerTokenTest {
    private static Given given;
    private static TestClock clock;
    private static Requests requests;
    private static Forge forge;

    @BeforeAll
    static void start() {
        clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
        given = Given.server(Map.of("HEED_CUSTOMER_READS", "10000/1"), clock);
        requests = new Requests(given);
        forge = new Forge(given, clock.instant());
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Answer present(String token) {
        return requests.ask("GET", "/v1/customers/c-1/preferences").as(token).send();
    }

    private static void refuseAll(Map<String, String> tokens) {
        var accepted = new ArrayList<String>();
        tokens.forEach((name, token) -> {
            var answer = present(token);
            if (answer.status() != 401) {
                accepted.add(name + " -> " + answer.status());
            } else {
                assertThat(answer.kind()).isEqualTo("unauthenticated");
                assertThat(answer.json().has("errors")).as("a forger learns nothing").isFalse();
            }
        });
        assertThat(accepted).isEmpty();
    }

    @Test
    void aTokenMadeByHandAsTheServerMakesItIsAccepted() {
        assertThat(present(forge.signed(forge.claims())).status()).isEqualTo(200);
        assertThat(present(requests.customerToken()).status()).isEqualTo(200);
    }

    @Test
    void noHeaderButOursIsAccepted() throws GeneralSecurityException {
        var good = forge.claims();
        var bare = encoded(good) + ".";
        var tokens = new LinkedHashMap<String, String>();
        for (var none : new String[] {"none", "None", "NONE", "nOnE", "none ", ""}) {
            var header = HEADER.replace("HS256", none);
            tokens.put("alg '" + none + "' without signature", encoded(header) + "." + bare);
            tokens.put("alg '" + none + "' with a right signature", forge.signed(header, good));
        }
        for (var alg : new String[] {"hs256", "HS256 ", "HS384", "HS512", "RS256", "PS256", "ES256", "ES256K", "EdDSA", "dir", "A128KW", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"}) {
            tokens.put("alg " + alg + " signed with HS256", forge.signed(HEADER.replace("HS256", alg), good));
        }
        tokens.put("HS384", forge.signedWith("HmacSHA384", HEADER.replace("HS256", "HS384"), good));
        tokens.put("HS512", forge.signedWith("HmacSHA512", HEADER.replace("HS256", "HS512"), good));
        tokens.put("no alg", forge.signed("{\"typ\":\"heed-customer+jwt\"}", good));
        tokens.put("alg null", forge.signed(HEADER.replace("\"HS256\"", "null"), good));
        tokens.put("alg a list", forge.signed(HEADER.replace("\"HS256\"", "[\"HS256\"]"), good));
        tokens.put("ES256 with zeros", encoded(HEADER.replace("HS256", "ES256")) + "." + encoded(good) + "." + encoded(new byte[64]));

        var rsa = rsa();
        var publicKey = (RSAPublicKey) rsa.getPublic();
        var jwk = "\"jwk\":{\"kty\":\"RSA\",\"n\":\"" + encoded(publicKey.getModulus().toByteArray()) + "\",\"e\":\"AQAB\"}";
        tokens.put("RS256 with its own key inside", rsaSigned(rsa, header(jwk).replace("HS256", "RS256"), good));
        tokens.put("HS256 with a public key as the secret", forge.signedWith("HmacSHA256", publicKey.getEncoded(), HEADER, good));
        var verifierKey = given.client(Role.ADMIN).ledger().key().getVerifierKey();
        tokens.put("HS256 with the ledger's public key as the secret", forge.signedWith("HmacSHA256", verifierKey.getBytes(StandardCharsets.US_ASCII), HEADER, good));
        tokens.put("HS256 with a guessed secret", forge.signedWith("HmacSHA256", "secret".getBytes(StandardCharsets.US_ASCII), HEADER, good));
        tokens.put("HS256 with zeros as the secret", forge.signedWith("HmacSHA256", new byte[32], HEADER, good));
        tokens.put("HS256 with the secret's text as the secret", forge.signedWith("HmacSHA256", forge.secretText().getBytes(StandardCharsets.US_ASCII), HEADER, good));
        var oct = "\"jwk\":{\"kty\":\"oct\",\"k\":\"" + encoded(new byte[32]) + "\"}";
        tokens.put("a symmetric key inside", forge.signedWith("HmacSHA256", new byte[32], header(oct), good));
        tokens.put("kid leads to an empty file", forge.signedWith("HmacSHA256", new byte[1], header("\"kid\":\"../../../../../../dev/null\""), good));
        tokens.put("kid is SQL", forge.signedWith("HmacSHA256", "x".getBytes(StandardCharsets.US_ASCII), header("\"kid\":\"' union select 'x' --\""), good));

        for (var more : new String[] {oct, "\"jku\":\"https://evil.example/keys\"", "\"x5u\":\"https://evil.example/cert\"", "\"x5c\":[\"MIIB\"]", "\"x5t\":\"AAAA\"",
            "\"kid\":\"1\"", "\"kid\":\"../token.secret\"", "\"kid\":\"' or 1=1 --\"", "\"crit\":[\"exp\"]", "\"crit\":[]", "\"crit\":[\"b64\"],\"b64\":false", "\"b64\":false", "\"b64\":true",
            "\"zip\":\"DEF\"", "\"cty\":\"JWT\"", "\"enc\":\"A128GCM\"", "\"iss\":\"heed.local\"", "\"nonce\":\"x\""}) {
            tokens.put("rightly signed with " + more, forge.signed(header(more), good));
        }
        for (var typ : new String[] {"\"JWT\"", "\"at+jwt\"", "\"application/heed-customer+jwt\"", "\"heed-customer\"", "\"heed-customer+jwt \"", "\"heed-link+jwt\"", "null", "1", "[\"heed-customer+jwt\"]"}) {
            tokens.put("typ " + typ, forge.signed(HEADER.replace("\"heed-customer+jwt\"", typ), good));
        }
        tokens.put("no typ", forge.signed("{\"alg\":\"HS256\"}", good));
        tokens.put("alg twice, none first", forge.signed("{\"alg\":\"none\",\"typ\":\"heed-customer+jwt\",\"alg\":\"HS256\"}", good));
        tokens.put("alg twice, none last", forge.signed(header("\"alg\":\"none\""), good));
        tokens.put("typ twice", forge.signed(header("\"typ\":\"heed-customer+jwt\""), good));
        tokens.put("header with more after it", forge.signed(HEADER + "{}", good));
        tokens.put("header a list", forge.signed("[" + HEADER + "]", good));
        tokens.put("header empty", forge.signed("", good));
        tokens.put("header no JSON", forge.signed("alg=HS256", good));
        tokens.put("header with a byte order mark", forge.signed("\ufeff" + HEADER, good));
        assertThat(tokens).hasSizeGreaterThan(60);
        refuseAll(tokens);
    }

    @Test
    void noClaimsButOursAreAccepted() {
        long now = forge.now();
        var tokens = new LinkedHashMap<String, String>();
        Map.of("exp", new String[] {"", "null", "\"" + (now + 600) + "\"", "" + (now - 1), "" + now, "0", "-1", "" + (now + 901), "" + (now + 86400), "99999999999999", "1e300", "true", "[" + (now + 600) + "]"},
            "nbf", new String[] {"", "null", "" + (now + 60), "" + (now + 300), "\"" + now + "\"", "true"},
            "iat", new String[] {"", "null", "" + (now + 60), "" + (now + 86400), "\"" + now + "\"", "" + (now - 86400)},
            "iss", new String[] {"", "null", "\"evil.local\"", "\"heed.local.evil\"", "\"HEED.LOCAL\"", "\"\"", "[\"heed.local\"]", "1"},
            "aud", new String[] {"", "null", "\"evil.local\"", "\"heed.local \"", "[]", "[\"heed.local\",\"evil.local\"]", "[\"evil.local\"]", "1", "{}"},
            "sub", new String[] {"", "null", "1", "true", "[\"c-1\"]", "{\"id\":\"c-1\"}"},
            "brand", new String[] {"", "null", "\"nobody\"", "\"SHOP\"", "\"shop \"", "1", "[\"shop\"]", "\"\"", "\"' or 1=1 --\""})
            .forEach((claim, values) -> {
                for (var value : values) {
                    tokens.put(claim + " " + value, forge.signed(forge.claims(claim, value)));
                }
            });
        tokens.put("lifetime over 15 minutes, all in the past but exp", forge.signed(forge.claims("iat", "" + (now - 301))));
        tokens.put("issued tomorrow for 15 minutes, valid from now", forge.signed(forge.claims("iat", "" + (now + 86_000)).replace("\"exp\":" + (now + 600), "\"exp\":" + (now + 86_400))));
        for (var claim : new String[] {"sub", "exp", "brand", "aud", "iss"}) {
            tokens.put(claim + " twice", forge.signed(forge.claims().replace("}", ",\"" + claim + "\":" + (claim.equals("exp") ? now + 600 : claim.equals("sub") ? "\"c-1\"" : claim.equals("brand") ? "\"shop\"" : "\"heed.local\"") + "}")));
        }
        tokens.put("claims with more after them", forge.signed(forge.claims() + "{}"));
        tokens.put("claims with a byte after them", forge.signed(forge.claims() + "x"));
        tokens.put("claims a list", forge.signed("[" + forge.claims() + "]"));
        tokens.put("claims empty", forge.signed(""));
        tokens.put("claims an empty object", forge.signed("{}"));
        tokens.put("claims null", forge.signed("null"));
        tokens.put("claims no JSON", forge.signed("sub=c-1"));
        tokens.put("claims in UTF-16", forge.signedParts(encoded(HEADER) + "." + encoded(forge.claims().getBytes(StandardCharsets.UTF_16))));
        tokens.put("claims with single quotes", forge.signed(forge.claims().replace('"', '\'')));
        assertThat(tokens).hasSizeGreaterThan(60);
        refuseAll(tokens);
    }

    @Test
    void noTokenIsAcceptedInAnotherSpelling() {
        var good = forge.signed(forge.claims());
        while (!good.substring(good.lastIndexOf('.')).matches(".*[-_].*")) {
            good = forge.signed(forge.claims().replace("\"exp\":" + (forge.now() + 600), "\"exp\":" + (forge.now() + 599 - good.hashCode() % 100 / 2)));
        }
        var parts = good.split("\\.");
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("no signature", parts[0] + "." + parts[1] + ".");
        tokens.put("no signature and no dot", parts[0] + "." + parts[1]);
        tokens.put("another customer", parts[0] + "." + encoded(forge.claims("sub", "\"c-2\"")) + "." + parts[2]);
        tokens.put("another header", encoded(HEADER.replace(",", ", ")) + "." + parts[1] + "." + parts[2]);
        for (int cut : new int[] {1, 2, 4, 22, 42}) {
            tokens.put("signature cut by " + cut, good.substring(0, good.length() - cut));
        }
        tokens.put("signature doubled", good + parts[2]);
        tokens.put("a letter more", good + "A");
        tokens.put("four letters more", good + "AAAA");
        tokens.put("padded", good + "=");
        tokens.put("padded parts", parts[0] + "=." + parts[1] + "==." + parts[2] + "=");
        tokens.put("padded and signed so", forge.signedParts(parts[0] + "=." + parts[1] + "="));
        tokens.put("the other alphabet", parts[0] + "." + parts[1] + "." + parts[2].replace('-', '+').replace('_', '/'));
        for (var spare : new String[] {" ", "!", "*", "\t", "%20", ",", "="}) {
            tokens.put("'" + spare + "' within the signature", parts[0] + "." + parts[1] + "." + parts[2].substring(0, 20) + spare + parts[2].substring(20));
            tokens.put("'" + spare + "' within the claims", parts[0] + "." + parts[1].substring(0, 20) + spare + parts[1].substring(20) + "." + parts[2]);
        }
        tokens.put("'!' within the claims and signed so", forge.signedParts(parts[0] + "." + parts[1].substring(0, 20) + "!" + parts[1].substring(20)));
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            if (last != good.charAt(good.length() - 1)) {
                tokens.put("signature ends with " + last, good.substring(0, good.length() - 1) + last);
            }
        }
        tokens.put("header with spare bits, signed so", forge.signedParts(encoded(HEADER + " ").replaceAll(".$", "B") + "." + parts[1]));
        tokens.put("one dot", parts[0] + "." + parts[2]);
        tokens.put("three dots", good + "." + parts[2]);
        tokens.put("four dots", parts[0] + "..." + parts[1] + "." + parts[2]);
        tokens.put("dots only", "..");
        tokens.put("an empty part before", "." + good);
        tokens.put("not encoded", HEADER + "." + forge.claims() + "." + parts[2]);
        tokens.put("upper case", good.toUpperCase(java.util.Locale.ROOT));
        tokens.put("twice", good + " " + good);
        tokens.put("two with a comma", good + "," + good);
        tokens.put("Bearer twice", "Bearer " + good);
        tokens.put("in quotes", '"' + good + '"');
        tokens.put("huge", forge.signed(forge.claims().replace("}", ",\"x\":\"" + "x".repeat(2_000) + "\"}")));
        tokens.put("as an API key", "heed_" + good);
        tokens.put("as an API key of a role", "heed_app_" + good);
        tokens.put("the signature alone", parts[2]);
        tokens.put("the server's secret", forge.secretText());
        tokens.put("in JSON serialization", "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2] + "\"}");
        assertThat(tokens).hasSizeGreaterThan(60);
        refuseAll(tokens);
        assertThat(present(good).status()).as("and yet the token itself is good").isEqualTo(200);
    }

    @Test
    void aTokenLapsesToTheSecond() {
        var time = new TestClock(Instant.parse("2026-03-01T12:00:00.500Z"));
        try (var server = Given.server(Map.of(), time)) {
            var customer = server.client(Role.APP).customers().get("c-1");
            var token = customer.mintToken(Duration.ofSeconds(60));
            assertThat(token.getExpiresAt()).isEqualTo(Instant.parse("2026-03-01T12:01:00Z"));
            var asked = new Requests(server);
            time.pass(Duration.ofMillis(59_499));
            assertThat(asked.ask("GET", "/v1/customers/c-1/preferences").as(token.getToken()).send().status()).isEqualTo(200);
            time.pass(Duration.ofMillis(1));
            assertThat(asked.ask("GET", "/v1/customers/c-1/preferences").as(token.getToken()).send().status()).as("though it was accepted before").isEqualTo(401);
            assertThat(asked.ask("GET", "/v1/customers/c-1/consents").as(token.getToken()).send().status()).isEqualTo(401);
        }
    }

    @Test
    void aTokenOfAnotherServerIsRefused() {
        try (var other = Given.server()) {
            var token = other.client(Role.APP).customers().get("c-1").mintToken(Duration.ofMinutes(15)).getToken();
            assertThat(present(token).status()).isEqualTo(401);
        }
    }

    @Test
    void aTokenWithACustomerIsForThatCustomerWhateverThePathSays() {
        var token = forge.signed(forge.claims());
        for (var path : new String[] {"c-2", "C-1", "c-1~", "c%2D2", "c-10"}) {
            assertThat(requests.ask("GET", "/v1/customers/" + path + "/preferences").as(token).send().status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aTokenForNobodyOpensNobody() {
        for (var sub : new String[] {"", "c 1", "*", "%", "../c-1", "c-1/../c-2", "c-1\\u0000"}) {
            var token = forge.signed(forge.claims("sub", "\"" + sub + "\""));
            assertThat(present(token).status()).as(sub).isIn(401, 404);
            assertThat(requests.ask("GET", "/v1/consent-log/0").as(token).send().status()).as(sub).isIn(401, 404);
        }
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String rsaSigned(KeyPair pair, String header, String payload) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        var parts = encoded(header) + "." + encoded(payload);
        signature.update(parts.getBytes(StandardCharsets.US_ASCII));
        return parts + "." + encoded(signature.sign());
    }
}
