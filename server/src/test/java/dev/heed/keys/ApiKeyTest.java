package dev.heed.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.contract.Requests;
import dev.heed.sdk.model.Key;
import dev.heed.sdk.model.NewKey;
import dev.heed.sdk.model.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An API key opens only as it was given, only while it holds, and is known only to whom it was given. */
class ApiKeyTest {
    private static final dev.heed.access.Role ADMIN = dev.heed.access.Role.ADMIN;

    private static Given given;
    private static TestClock clock;
    private static Requests requests;

    @BeforeAll
    static void start() {
        clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
        given = Given.server(Map.of(), clock);
        requests = new Requests(given);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static NewKey create(Role role) {
        return given.client(ADMIN).keys().create(role, "a test's");
    }

    private static int present(String key) {
        return requests.ask("GET", "/v1/catalog").as(key).send().status();
    }

    @Test
    void aKeySaysItsRoleAndHoldsManyRandomBits() {
        for (var role : Role.values()) {
            if (!role.name().startsWith("UNKNOWN")) {
                assertThat(create(role).getKey()).matches("heed_" + role.getValue() + "_[A-Za-z0-9_-]{43}");
            }
        }
        assertThat(create(Role.APP).getKey()).isNotEqualTo(create(Role.APP).getKey());
    }

    @Test
    void noOtherSpellingOfAKeyOpens() {
        var key = create(Role.APP).getKey();
        var secret = key.substring("heed_app_".length());
        var wrong = new ArrayList<>(List.of(key.toUpperCase(Locale.ROOT), key.toLowerCase(Locale.ROOT), "Heed_app_" + secret, "HEED_app_" + secret, "heed_APP_" + secret, "heed_admin_" + secret,
            "heed_compliance_" + secret, "heed__" + secret, "heed_" + secret, "heed_app" + secret, "app_" + secret, secret, "heed_app_", "heed_", key + "=", key + "A", key + key, "heed_app_heed_app_" + secret,
            key.replace('_', '-'), key + "%00", key + "'", "'" + key + "'", key + " or 1=1", key + "; drop table api_key", key + "," + key, "\"" + key + "\"", "Bearer " + key, "heed_app_" + "A".repeat(43), "heed_app_" + "%".repeat(43),
            "heed_app_" + new StringBuilder(secret).reverse(), "heed_app_" + "x".repeat(3_000)));
        for (int length = 1; length < key.length(); length += 3) {
            wrong.add(key.substring(0, length));
            wrong.add(key.substring(length));
        }
        for (int i = "heed_app_".length(); i < key.length(); i += 6) {
            wrong.add(key.substring(0, i) + (key.charAt(i) == 'x' ? 'y' : 'x') + key.substring(i + 1));
        }
        assertThat(wrong).hasSizeGreaterThan(60).doesNotContain(key);
        assertThat(wrong).allSatisfy(spelling -> assertThat(present(spelling)).as(spelling).isEqualTo(401));
        assertThat(present(key)).as("the key itself").isEqualTo(200);
    }

    @Test
    void theIdOfAKeyOpensNothing() {
        var key = create(Role.ADMIN);
        assertThat(present(key.getId().toString())).isEqualTo(401);
        assertThat(present("heed_admin_" + key.getId())).isEqualTo(401);
    }

    @Test
    void aRevokedKeyIsRefusedFromTheVeryNextRequestOn() {
        for (int i = 0; i < 20; i++) {
            var key = create(Role.APP);
            assertThat(present(key.getKey())).isEqualTo(200);
            given.client(ADMIN).keys().revoke(key.getId());
            assertThat(present(key.getKey())).isEqualTo(401);
        }
    }

    @Test
    void aKeyThatIsUsedWhileItIsRevokedDoesNotOutliveIt() {
        for (int round = 0; round < 5; round++) {
            var key = create(Role.APP);
            var first = new java.util.concurrent.atomic.AtomicBoolean(true);
            Given.together(8, () -> {
                if (first.getAndSet(false)) {
                    given.client(ADMIN).keys().revoke(key.getId());
                }
                return present(key.getKey());
            });
            assertThat(present(key.getKey())).isEqualTo(401);
        }
    }

    @Test
    void revokingTwiceChangesNothingAndTheFirstMomentStands() {
        var key = create(Role.APP);
        given.client(ADMIN).keys().revoke(key.getId());
        var first = find(key).getRevokedAt();
        clock.pass(Duration.ofSeconds(1));
        given.client(ADMIN).keys().revoke(key.getId());
        assertThat(find(key).getRevokedAt()).isEqualTo(first).isNotNull();
    }

    private static Key find(NewKey key) {
        return given.client(ADMIN).keys().list().stream().filter(listed -> listed.getId().equals(key.getId())).findFirst().orElseThrow();
    }

    @Test
    void aKeyCannotRevokeItselfHoweverItsIdIsWritten() {
        var key = create(Role.ADMIN);
        for (var id : List.of(key.getId().toString(), key.getId().toString().toUpperCase(Locale.ROOT))) {
            var answer = requests.ask("DELETE", "/v1/keys/" + id).as(key.getKey()).send();
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.kind()).isEqualTo("conflict");
        }
        assertThat(present(key.getKey())).isEqualTo(200);
    }

    @Test
    void aKeyLapsesWhenItWasSaidTo() {
        var key = given.client(ADMIN).keys().create(Role.APP, "for an hour", clock.instant().plus(Duration.ofHours(1)));
        clock.pass(Duration.ofMillis(3_599_999));
        assertThat(present(key.getKey())).isEqualTo(200);
        clock.pass(Duration.ofMillis(1));
        assertThat(present(key.getKey())).as("though it was accepted before").isEqualTo(401);
    }

    @Test
    void aKeyThatHasLapsedAlreadyCannotBeMade() {
        for (var moment : List.of(clock.instant(), clock.instant().minusSeconds(1))) {
            var answer = requests.ask("keys_create", ADMIN).body("application/json", "{\"role\":\"app\",\"label\":\"late\",\"expiresAt\":\"" + moment + "\"}").send();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.pointers()).containsExactly("/expiresAt");
        }
    }

    @Test
    void whatAKeyMayDoCannotBeSmuggledIn() {
        for (var body : List.of("{\"role\":\"root\",\"label\":\"x\"}", "{\"role\":\"ADMIN\",\"label\":\"x\"}", "{\"role\":null,\"label\":\"x\"}", "{\"role\":[\"app\"],\"label\":\"x\"}", "{\"label\":\"x\"}", "{\"role\":\"app\"}",
                "{\"role\":\"app\",\"label\":\"\"}", "{\"role\":\"app\",\"label\":\"" + "x".repeat(101) + "\"}", "{\"role\":\"app\",\"label\":\"x\",\"key\":\"heed_admin_mine\"}", "{\"role\":\"app\",\"label\":\"x\",\"brand\":\"other\"}",
                "{\"role\":\"app\",\"label\":\"x\",\"id\":\"01900000-0000-7000-8000-000000000000\"}", "{\"role\":\"app\",\"label\":\"x\",\"expiresAt\":\"tomorrow\"}", "{\"role\":\"app\",\"role\":\"admin\",\"label\":\"x\"}", "[]", "\"app\"", "null", "")) {
            assertThat(requests.ask("keys_create", ADMIN).body("application/json", body).send().status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void aKeyIsNeverListed() {
        var key = create(Role.COMPLIANCE);
        assertThat(requests.ask("keys_list", ADMIN).send().text()).contains(key.getId().toString()).doesNotContain(key.getKey()).doesNotContain("heed_");
    }

    @Test
    void aKeyIsNeverOnDiskNorInTheLog() throws IOException {
        var log = new ByteArrayOutputStream();
        var stderr = System.err;
        var keys = new ArrayList<String>();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (var server = Given.server(Map.of(), clock)) {
            LoggerFactory.getLogger(ApiKeyTest.class).warn("a line that shows that the log is watched");
            var admin = server.client(ADMIN);
            for (int i = 0; i < 5; i++) {
                keys.add(admin.keys().withIdempotencyKey("a key of the caller's " + i).create(Role.APP, "secret").getKey());
            }
            Arrays.stream(dev.heed.access.Role.values()).map(server::key).forEach(keys::add);
            keys.add(admin.customers().get("c-1").withIdempotencyKey("another").mintToken(Duration.ofMinutes(5)).getToken());
            var asked = new Requests(server);
            keys.forEach(key -> {
                asked.ask("GET", "/v1/catalog").as(key).send();
                asked.ask("GET", "/v1/catalog").as(key + "x").send();
                asked.ask("GET", "/v1/catalog?key=" + key).as(key).send();
                asked.ask("GET", "/v1/ledger/tile/" + key).as(key).send();
            });
            server.restart();
            var disk = new StringBuilder();
            try (var files = Files.walk(server.folder())) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    disk.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
            assertThat(disk.toString()).contains("secret", "SQLite format 3").hasSizeGreaterThan(50_000);
            assertThat(keys).hasSize(10).allSatisfy(key -> {
                var secret = key.substring(key.length() - 43);
                assertThat(disk.indexOf(secret)).isNegative();
                assertThat(disk.indexOf(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.US_ASCII)))).isNegative();
                assertThat(disk.indexOf(new String(java.util.Base64.getUrlDecoder().decode(secret), StandardCharsets.ISO_8859_1))).isNegative();
            });
            assertThat(disk.indexOf("a key of the caller's")).isNegative();
        } finally {
            System.setErr(stderr);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("a line that shows that the log is watched");
        assertThat(keys).allSatisfy(key -> assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(key.substring(key.length() - 43)));
    }
}
