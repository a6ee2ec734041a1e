package dev.heed.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.HeedException;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.ActorType;
import dev.heed.sdk.model.PreferencesPatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing that a caller knows or says about a customer is told to whoever reads the log, and no secret stands anywhere in the clear. */
class SecretsTest {
    private static final String CANARY = "canary";

    private final List<String> problems = new ArrayList<>();

    @Test
    void goodRequestsLeaveNothingPersonalInTheLog() {
        try (var log = new CapturedLog(); var given = Given.server()) {
            var customer = given.client(Role.ADMIN).customers().get(CANARY + "-customer");
            customer.preferences().withIdempotencyKey(CANARY + "-key").change(choice -> choice.because(CANARY + "-reason").by(ActorType.AGENT, CANARY + "-actor")
                .onDevice("192.0.2.77", CANARY + "-browser").stopEverything());
            customer.preferences().read();
            customer.history().forEach(item -> { });
            customer.consents();
            given.client(customer.mintToken(java.time.Duration.ofMinutes(1)).getToken()).customers().get(CANARY + "-customer").preferences().read();
            given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all().customer(CANARY + "-customer")).forEach(record -> { });
            var link = customer.mintLinks().getPreferenceCenterUrl().getPath();
            for (var request : List.of(RawHttp.get(link), RawHttp.get(link + "x"), RawHttp.request("PUT", link, ""), RawHttp.get(link + "%00"), RawHttp.get(link + "?v=1"))) {
                RawHttp.send(given.app().port(), request);
            }
            assertThat(log.lines()).noneMatch(line -> line.contains("heed_link_"));

            assertThat(log.lines()).noneMatch(SecretsTest::tells);
            assertThat(given.client(Role.ADMIN).operations().metrics()).doesNotContain(CANARY, Given.SHOP);
        }
    }

    @Test
    void badRequestsLeaveNothingPersonalInTheLogOrTheAnswer() {
        try (var log = new CapturedLog(); var given = Given.server()) {
            badBodies(given);
            badPaths(given);
            badCredentials(given);

            assertThat(problems.size()).isGreaterThan(100);
            assertThat(problems.stream().filter(problem -> problem.startsWith("500") || problem.startsWith("503") || tells(problem))).isEmpty();
            assertThat(log.lines().stream().filter(SecretsTest::tells)).isEmpty();
        }
    }

    private void badBodies(Given given) {
        for (var member : List.of("reason", "actorId", "ip", "userAgent", "language", "surface", "actor", "occurredAt")) {
            for (var value : List.of("\"" + CANARY + "@" + "\"", "{\"a\":\"canary\"}", "[\"canary\"]", "\"" + "canary".repeat(200) + "\"", "canary", "\"canary", "\"canary\ncanary\"", "\"canary\\ud800\"", "\"canary\u0000\"")) {
                var circumstances = ContractCases.everyMember();
                ((ObjectNode) circumstances.get("circumstances")).putRawValue(member, new RawValue(value));
                patch(given, new String(ContractCases.bytes(circumstances), StandardCharsets.UTF_8));
            }
        }
        for (var body : List.of("canary", "{\"canary\"", "\"canary", "{\"chosen\":canary}", "{\"chosen\":{\"language\":\"canary canary\"}}", "{\"chosen\":{\"contactHours\":\"canary\"}}",
            "{\"chosen\":{\"timeZone\":\"canary\u0000\"}}", "{\"chosen\":{\"paused\":{\"until\":\"canary\"}}}", "{\"chosen\":{\"paused\":{\"until\":\"2099-01-01T00:00:00Zcanary\"}}}",
            "{\"chosen\":{\"overflow\":\"canary\"}}", "{\"chosen\":{\"frequency\":{\"max\":\"canary\",\"per\":\"canary\"}}}", "{\"chosen\":{\"stopped\":\"canary\"}}")) {
            patch(given, body);
        }
        // A request that fails only at the very end, with everything in it.
        refused(() -> given.client(Role.APP).customers().get(CANARY + "-customer").preferences().withIdempotencyKey(CANARY + "-key")
            .change(PreferencesPatch.parse("{\"chosen\":{\"topics\":{\"ofers\":{\"allowed\":true}}},\"circumstances\":{\"reason\":\"canary\",\"userAgent\":\"canary\"}}")));
    }

    private void patch(Given given, String body) {
        var answer = RawHttp.send(given.app().port(), ("PATCH /v1/customers/" + CANARY + "-customer/preferences HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + given.key(Role.APP)
            + "\r\nIdempotency-Key: " + CANARY + "-key\r\nContent-Type: application/merge-patch+json\r\nUser-Agent: canary-browser\r\nX-Forwarded-For: 192.0.2.77\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            problem(answer);
        }
    }

    private void badPaths(Given given) {
        for (var path : List.of("/v1/customers/canary%zz/preferences", "/v1/customers/canary%00/preferences", "/v1/customers/canary@example/preferences", "/v1/customers/../canary", "/canary", "/v1/customers/canary%0aFORGED/preferences",
            "/v1/customers/canary/nope", "/v1/customers/canary/preferences?asOf=canary", "/v1/customers/canary/preferences?cursor=canary%zz", "/v1/consent-log?customerId=canary@example", "/v1/consent-log?cursor=canarycanarycanary",
            "/v1/consent-log?from=canary", "/v1/consent-log?limit=canary", "/v1/consent-log/canary", "/v1/ledger/tile/canary", "/" + "canary".repeat(1_000), "/v1/keys/canary", "/docs/canary", "/problems/canary")) {
            problem(RawHttp.send(given.app().port(), RawHttp.get(path, "Authorization: Bearer " + given.key(Role.ADMIN))));
        }
        for (var request : List.of(RawHttp.get("/health/live", "canary"), RawHttp.get("/health/live", "X-Canary : canary"), "canary canary canary\r\n\r\n", RawHttp.get("/health/live", "Cookie: " + "canary".repeat(2_000)),
            RawHttp.request("CANARY", "/v1/customers/canary/preferences", ""), RawHttp.request("POST", "/v1/customers/canary/preferences", "canary"), RawHttp.get("/v1/catalog", "Authorization: Bearer " + given.key(Role.ADMIN), "Accept: canary/canary"),
            RawHttp.get("/v1/catalog", "Authorization: Bearer " + given.key(Role.ADMIN), "Origin: https://canary.example"))) {
            problem(RawHttp.send(given.app().port(), request));
        }
    }

    private void badCredentials(Given given) {
        for (var credential : List.of("canary", "heed_admin_canary", given.key(Role.ADMIN).substring(0, 20) + "canary", "eyJhbGciOiJub25lIn0.Y2FuYXJ5.canary", "canary.canary.canary", "Basic canary")) {
            problem(RawHttp.send(given.app().port(), RawHttp.get("/v1/customers/canary/preferences", "Authorization: Bearer " + credential)));
        }
    }

    private void problem(RawHttp.Answer answer) {
        problems.add(answer.status() + " " + answer.text());
    }

    private void refused(Runnable request) {
        try {
            request.run();
            throw new AssertionError("not refused");
        } catch (HeedException problem) {
            problems.add(problem.status() + " " + problem.detail() + problem.faults());
        }
    }

    @Test
    void afterAFailureOfTheServersOwnTheLogTellsOfItButOfNobody() {
        try (var log = new CapturedLog(); var given = Given.server(Map.of("HEED_CACHE_BYTES", "1"), Clock.systemUTC())) {
            var preferences = given.client(Role.APP).customers().get(CANARY + "-customer").preferences();
            preferences.change(choice -> choice.because(CANARY + "-reason").topic("offers").allow());
            given.app().database().write(tx -> tx.handle().execute("update disclosure set value = '\"canary', circumstances = '{\"reason\":canary}'"));
            given.app().database().write(tx -> tx.handle().execute("update preferences set chosen = cast('{\"tone\":canary' as blob)"));

            refused(preferences::read);
            refused(() -> given.client(Role.COMPLIANCE).consentLog().read(0));
            refused(() -> preferences.change(choice -> choice.because(CANARY).stopEverything()));
            // The disk is full just as a customer is seen for the first time.
            given.app().database().write(tx -> tx.handle().createQuery("pragma max_page_count = 1").mapTo(Long.class).one());
            var other = given.client(Role.APP).customers();
            for (int i = 0; i < 200 && problems.size() < 4; i++) {
                try {
                    other.get(CANARY + "-" + "x".repeat(100) + i).preferences().change(choice -> choice.because(CANARY + "-" + "y".repeat(450)).stopEverything());
                } catch (HeedException full) {
                    problems.add(full.status() + " " + full.detail());
                }
            }

            assertThat(problems).hasSize(4).last().asString().startsWith("503");
            assertThat(problems).noneMatch(SecretsTest::tells);
            assertThat(log.lines()).anyMatch(line -> line.contains("preferences_read failed, request ")).anyMatch(line -> line.contains("a commit of "));
            assertThat(log.lines()).noneMatch(SecretsTest::tells);
        }
    }

    @Test
    void noSecretStandsInTheDatabaseInTheClear() throws IOException {
        try (var given = Given.server()) {
            var made = given.client(Role.ADMIN).keys().withIdempotencyKey("some-key").create(dev.heed.sdk.model.Role.APP, "another").getKey();
            var token = given.client(Role.ADMIN).customers().get("c-1").withIdempotencyKey("other-key").mintToken(java.time.Duration.ofMinutes(1)).getToken();
            var secrets = List.of(given.key(Role.ADMIN), given.key(Role.APP), made, token);
            given.app().close();
            try (var files = Files.list(given.folder())) {
                for (var file : files.filter(path -> path.getFileName().toString().startsWith("heed.db")).toList()) {
                    var content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    assertThat(secrets).noneMatch(content::contains);
                    assertThat(secrets).noneMatch(secret -> content.contains(secret.substring(secret.length() - 20)));
                }
            }
        }
    }

    private static boolean tells(String text) {
        return text.contains(CANARY) || text.contains("192.0.2.77") || text.contains("heed_admin_") || text.contains("heed_app_");
    }
}
