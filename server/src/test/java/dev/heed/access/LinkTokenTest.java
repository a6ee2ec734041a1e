package dev.heed.access;

import static dev.heed.access.Forge.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import dev.heed.sdk.model.LinkRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Only a link of ours, unchanged and not yet expired, opens anything; and what it opens it tells nobody. */
class LinkTokenTest {
    private static final String PREFIX = "heed_link_";
    private static Given given;
    private static TestClock clock;
    private static Requests requests;
    private static byte[] secret;

    @BeforeAll
    static void start() throws IOException {
        clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
        given = Given.server(Map.of("HEED_LINK_READS", "10000/1", "HEED_PUBLIC_URL", "https://heed.example.com/mine"), clock);
        requests = new Requests(given);
        secret = Files.readAllBytes(given.folder().resolve("link.secret"));
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Answer present(String token) {
        return requests.ask("GET", "/v1/customers/~/preferences").as(token).send();
    }

    private static String claims(String name, String json) {
        long now = clock.instant().getEpochSecond();
        var claims = "{\"aud\":\"heed.local\",\"brand\":\"shop\",\"sub\":\"c-1\",\"iat\":" + now + ",\"exp\":" + (now + 86_400 * 90) + "}";
        var changed = name.isEmpty() ? claims : claims.replaceAll("\"" + name + "\":(\"[^\"]*\"|[0-9]+),?", json.isEmpty() ? "" : "\"" + name + "\":" + json + ",").replace(",}", "}");
        assertThat(name.isEmpty() || !changed.equals(claims)).isTrue();
        return changed;
    }

    private static String sealed(String claims) {
        return sealed(secret, EncryptionMethod.A256GCM, "heed-link+jwe", claims);
    }

    private static String sealed(byte[] key, EncryptionMethod method, String type, String claims) {
        try {
            var jwe = new JWEObject(new JWEHeader.Builder(JWEAlgorithm.DIR, method).type(new JOSEObjectType(type)).build(), new Payload(claims));
            jwe.encrypt(new DirectEncrypter(key));
            return PREFIX + jwe.serialize();
        } catch (JOSEException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void refuseAll(Map<String, String> tokens) {
        var accepted = new ArrayList<String>();
        tokens.forEach((name, token) -> {
            var answer = present(token);
            if (answer.status() != 401 || !answer.kind().equals("unauthenticated") || answer.json().has("errors")) {
                accepted.add(name + " -> " + answer.status());
            }
        });
        assertThat(accepted).isEmpty();
    }

    @Test
    void aLinkMadeByHandAsTheServerMakesItIsAccepted() {
        assertThat(present(sealed(claims("", ""))).status()).isEqualTo(200);
        assertThat(present(requests.linkToken()).status()).isEqualTo(200);
    }

    @Test
    void aLinkTellsNobodyWhoseItIsAndNoTwoAreAlike() {
        var token = requests.linkToken();
        assertThat(requests.linkToken()).isNotEqualTo(token);
        assertThat(new String(java.util.Base64.getUrlDecoder().decode(token.substring(PREFIX.length()).split("\\.")[0]), java.nio.charset.StandardCharsets.UTF_8))
            .isEqualTo("{\"typ\":\"heed-link+jwe\",\"enc\":\"A256GCM\",\"alg\":\"dir\"}");
        assertThat(token).hasSizeLessThan(400);
        assertThat(given.client(Role.APP).customers().get("c-1").mintLinks().getPreferenceCenterUrl().toString()).startsWith("https://heed.example.com/mine/center/heed_link_");
    }

    @Test
    void noOtherSealIsAccepted() {
        var good = claims("", "");
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("another key", sealed(new byte[32], EncryptionMethod.A256GCM, "heed-link+jwe", good));
        tokens.put("the secret of customer tokens", sealed(file("token.secret"), EncryptionMethod.A256GCM, "heed-link+jwe", good));
        tokens.put("A128GCM", sealed(Arrays.copyOf(secret, 16), EncryptionMethod.A128GCM, "heed-link+jwe", good));
        tokens.put("A128CBC-HS256", sealed(secret, EncryptionMethod.A128CBC_HS256, "heed-link+jwe", good));
        for (var type : new String[] {"heed-one-click+jwe", "heed-customer+jwt", "JWT", "heed-link+jwe "}) {
            tokens.put("type " + type, sealed(secret, EncryptionMethod.A256GCM, type, good));
        }
        var parts = sealed(good).split("\\.", -1);
        tokens.put("another header", PREFIX + encoded("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"typ\":\"heed-link+jwe\"}") + "." + String.join(".", Arrays.asList(parts).subList(1, 5)));
        tokens.put("alg none", PREFIX + encoded("{\"alg\":\"none\"}") + "." + encoded(good) + ".");
        tokens.put("a key inside", parts[0] + "." + encoded(secret) + "." + parts[2] + "." + parts[3] + "." + parts[4]);
        tokens.put("no tag", parts[0] + ".." + parts[2] + "." + parts[3] + ".");
        tokens.put("a short tag", parts[0] + ".." + parts[2] + "." + parts[3] + "." + parts[4].substring(0, 16));
        tokens.put("a tag of zeros", parts[0] + ".." + parts[2] + "." + parts[3] + "." + encoded(new byte[16]));
        tokens.put("another nonce", parts[0] + ".." + encoded(new byte[12]) + "." + parts[3] + "." + parts[4]);
        tokens.put("no nonce", parts[0] + "..." + parts[3] + "." + parts[4]);
        tokens.put("nothing sealed", parts[0] + ".." + parts[2] + ".." + parts[4]);
        refuseAll(tokens);
    }

    @Test
    void noOtherSpellingIsAccepted() {
        var good = sealed(claims("", ""));
        var tokens = new LinkedHashMap<String, String>();
        for (int cut : new int[] {1, 2, 10, 60, good.length() - PREFIX.length()}) {
            tokens.put("cut by " + cut, good.substring(0, good.length() - cut));
        }
        for (int at = PREFIX.length() + 3; at < good.length(); at += 17) {
            char other = good.charAt(at) == 'A' ? 'B' : good.charAt(at) == '.' ? 'x' : 'A';
            tokens.put("letter " + at, good.substring(0, at) + other + good.substring(at + 1));
        }
        for (var more : new String[] {"A", "AAAA", "=", ".", ".x", " x", ","}) {
            tokens.put("with '" + more + "' after it", good + more);
        }
        char last = good.charAt(good.length() - 1);
        tokens.put("with a spare bit", good.substring(0, good.length() - 1) + (char) (last + 1));
        tokens.put("without the prefix", good.substring(PREFIX.length()));
        tokens.put("as an API key", good.replace(PREFIX, "heed_app_"));
        tokens.put("prefix in capitals", good.replace(PREFIX, "HEED_LINK_"));
        tokens.put("prefix twice", PREFIX + good);
        tokens.put("the prefix alone", PREFIX);
        tokens.put("dots alone", PREFIX + "....");
        tokens.put("a customer token in disguise", PREFIX + requests.customerToken());
        tokens.put("a key in disguise", PREFIX + given.key(Role.ADMIN));
        tokens.put("huge", good + "A".repeat(3_000));
        assertThat(tokens).hasSizeGreaterThan(30);
        refuseAll(tokens);
        assertThat(present(good).status()).as("and yet the link itself is good").isEqualTo(200);
    }

    @Test
    void noOtherClaimsAreAccepted() {
        long now = clock.instant().getEpochSecond();
        var tokens = new LinkedHashMap<String, String>();
        Map.of("aud", new String[] {"", "null", "\"evil.local\"", "[\"heed.local\"]", "1"}, "brand", new String[] {"", "null", "\"nobody\"", "\"SHOP\"", "1"},
            "sub", new String[] {"", "null", "1", "[\"c-1\"]"}, "iat", new String[] {"", "null", "" + (now + 60), "\"" + now + "\"", "" + (now - 86_400L * 400), "1e300"},
            "exp", new String[] {"", "null", "" + now, "" + (now - 1), "\"" + (now + 600) + "\"", "" + (now + 86_400L * 402), "99999999999999999999", "1e300", "true"})
            .forEach((claim, values) -> Arrays.stream(values).forEach(value -> tokens.put(claim + " " + value, sealed(claims(claim, value)))));
        for (var none : new String[] {"", "null", "[]", "{}", "sub=c-1", claims("", "") + "x", claims("", "").replace("}", ",\"sub\":\"c-2\"}")}) {
            tokens.put("claims " + none, sealed(none));
        }
        assertThat(tokens).hasSizeGreaterThan(30);
        refuseAll(tokens);
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(given.folder().resolve(name));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void aLinkOfAnotherServerIsRefused() {
        try (var other = Given.server()) {
            assertThat(present(new Requests(other).linkToken()).status()).isEqualTo(401);
        }
    }

    @Test
    void aLinkHoldsUntilItExpiresAndSixtyDaysAtLeast() {
        var time = new TestClock(Instant.parse("2026-03-01T12:00:00.500Z"));
        try (var server = Given.server(Map.of(), time)) {
            var asked = new Requests(server);
            var customer = server.client(Role.APP).customers().get("c-1");
            assertThat(customer.mintLinks().getExpiresAt()).isEqualTo(Instant.parse("2026-08-28T12:00:00Z"));
            var link = customer.mintLinks(new LinkRequest().expiresAfter("P60D"));
            var url = link.getPreferenceCenterUrl().toString();
            assertThat(url).startsWith(server.url() + "/center/");
            var token = url.substring(url.lastIndexOf('/') + 1);
            time.pass(Duration.ofDays(60).minusMillis(501));
            assertThat(asked.ask("GET", "/v1/customers/~/preferences").as(token).send().status()).isEqualTo(200);
            time.pass(Duration.ofMillis(1));
            assertThat(asked.ask("GET", "/v1/customers/~/preferences").as(token).send().status()).isEqualTo(401);
            for (var span : new String[] {"P59D", "P1M", "P401D", "P2Y", "P99Y", "P0D", "PT2000H", "P", "P60", "-P60D", "180"}) {
                assertThat(asked.ask("POST", "/v1/customers/c-1/links").body("application/json", "{\"expiresAfter\":\"" + span + "\"}").as(server.key(Role.APP)).send().status()).as(span).isEqualTo(400);
            }
            for (var span : new String[] {"P60D", "P400D", "P1Y", "P2M", "P9W", "P1Y1M4D"}) {
                assertThat(asked.ask("POST", "/v1/customers/c-1/links").body("application/json", "{\"expiresAfter\":\"" + span + "\"}").as(server.key(Role.APP)).send().status()).as(span).isEqualTo(201);
            }
            assertThat(asked.ask("POST", "/v1/customers/c-1/links").as(server.key(Role.APP)).send().status()).as("without a body").isEqualTo(201);
        }
    }
}
