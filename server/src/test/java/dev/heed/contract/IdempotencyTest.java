package dev.heed.contract;

import static dev.heed.contract.Requests.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.Per;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A write with an idempotency key happens once, however often and however fast its request comes. */
class IdempotencyTest {
    private static final String PATCH = "application/merge-patch+json";
    private static final String JSON = "application/json";

    private static Given given;
    private static TestClock clock;
    private static Requests requests;

    @BeforeAll
    static void start() {
        clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
        given = Given.server(Map.of("HEED_CUSTOMER_WRITES", "1000/1"), clock);
        requests = new Requests(given);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Asking write(String method, String path, String type, String body, String key) {
        return requests.ask(method, path).body(type, body).as(given.key(Role.ADMIN)).with("Idempotency-Key", key);
    }

    private static Asking change(String customer, String chosen, String key) {
        return write("PATCH", "/v1/customers/" + customer + "/preferences", PATCH, "{\"chosen\":" + chosen + "}", key);
    }

    private static Asking mint(String customer, String body, String key) {
        return write("POST", "/v1/customers/" + customer + "/tokens", JSON, body, key);
    }

    private static Asking create(String body, String key) {
        return write("POST", "/v1/keys", JSON, body, key);
    }

    private static long records(String customer) {
        return given.client(Role.ADMIN).consentLog().list(LogFilter.all().customer(customer)).stream().count();
    }

    /** Their time comes first in what they are stored under, and yet each is another. */
    @Test
    void keysOfOneMomentAreToldApart() {
        var moment = "01942f5e-8d00-7";
        for (var rest : List.of("000-8000-000000000000", "000-8000-000000000001", "001-8000-000000000000", "000-a000-000000000000")) {
            assertThat(change("i-moment", "{\"preferredChannel\":\"email\"}", moment + rest).send().status()).as(rest).isEqualTo(200);
        }
        assertThat(change("i-moment", "{\"tone\":\"plain\"}", moment + "000-8000-000000000001").send().status()).as("the same key with another change").isEqualTo(422);
        assertThat(change("i-moment", "{\"tone\":\"plain\"}", moment.toUpperCase(java.util.Locale.ROOT) + "000-8000-000000000001").send().status()).as("another key").isEqualTo(200);
        var ofAnother = requests.ask("PATCH", "/v1/customers/i-moment/preferences").body(PATCH, "{\"chosen\":{\"tone\":\"expert\"}}").as(given.key(Role.APP))
            .with("Idempotency-Key", moment + "000-8000-000000000001").send();
        assertThat(ofAnother.status()).as("another caller's").isEqualTo(200);
        long together = given.app().database().read(tx -> tx.handle().createQuery("select count(*) from idempotency where hex(scope) like '01942F5E8D00%'").mapTo(Long.class).one());
        assertThat(together).as("stored beside each other").isEqualTo(6);
    }

    @Test
    void theSameRequestGivesTheVeryFirstAnswerAgain() {
        var customer = "i-again";
        change(customer, "{\"tone\":\"expert\"}", "zero").send();
        for (var asking : List.of(change(customer, "{\"frequency\":{\"max\":2,\"per\":\"day\"},\"topics\":{\"offers\":{\"allowed\":true}}}", "one"),
                write("POST", "/v1/customers/" + customer + "/preferences/revert", JSON, "{\"toVersion\":1}", "two"),
                create("{\"role\":\"app\",\"label\":\"again\"}", "three"), mint(customer, "{\"ttlSeconds\":600}", "four"))) {
            var first = asking.send();
            clock.pass(Duration.ofSeconds(61));
            // What happens in between does not show in the answer.
            given.client(Role.ADMIN).customers().get(customer).preferences().change(choice -> choice.atMost((int) (clock.instant().getEpochSecond() % 900) + 1, Per.MONTH));
            var again = asking.send();
            assertThat(first.status()).isIn(200, 201);
            assertThat(again.traits()).isEqualTo(first.traits());
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.field("Request-Id")).isNotEqualTo(first.field("Request-Id"));
        }
    }

    @Test
    void anAnswerThatShowedASecretShowsItAgainToItsCallerOnly() {
        var key = create("{\"role\":\"app\",\"label\":\"secret\"}", "the same secret").send().json().get("key").textValue();
        assertThat(create("{\"role\":\"app\",\"label\":\"secret\"}", "the same secret").send().json().get("key").textValue()).isEqualTo(key);
        var other = given.client(Role.ADMIN).keys().create(dev.heed.sdk.model.Role.ADMIN, "another caller").getKey();
        assertThat(create("{\"role\":\"app\",\"label\":\"secret\"}", "the same secret").as(other).send().json().get("key").textValue()).isNotEqualTo(key);
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        change("i-other", "{\"tone\":\"expert\"}", "taken").send();
        create("{\"role\":\"app\",\"label\":\"one\"}", "taken too").send();
        var others = List.of(change("i-other", "{\"tone\":\"plain\"}", "taken"), change("i-other", "{ \"tone\":\"expert\"}", "taken"), change("i-elsewhere", "{\"tone\":\"expert\"}", "taken"),
            change("i-other", "{\"tone\":\"expert\"}", "taken").with("If-Match", "*"), mint("i-other", "{}", "taken"),
            write("POST", "/v1/customers/i-other/preferences/revert", JSON, "{\"toVersion\":0}", "taken"), create("{\"role\":\"app\",\"label\":\"two\"}", "taken too"));
        for (var other : others) {
            var answer = other.send();
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.kind()).isEqualTo("idempotency_key_reused");
            assertThat(answer.pointers()).containsExactly("header/Idempotency-Key");
        }
        assertThat(records("i-other")).isEqualTo(1);
        assertThat(records("i-elsewhere")).isZero();
    }

    @Test
    void everyCallerHasKeysOfItsOwn() {
        var first = given.client(Role.APP).customers().get("i-1").mintToken(Duration.ofMinutes(10)).getToken();
        var second = given.client(Role.APP).customers().get("i-2").mintToken(Duration.ofMinutes(10)).getToken();
        assertThat(change("i-1", "{\"tone\":\"expert\"}", "everybody's").as(first).send().status()).isEqualTo(200);
        assertThat(change("i-2", "{\"tone\":\"plain\"}", "everybody's").as(second).send().status()).isEqualTo(200);
        assertThat(change("i-1", "{\"tone\":\"playful\"}", "everybody's").as(given.key(Role.APP)).send().json().get("version").intValue()).isEqualTo(2);
        assertThat(change("i-1", "{\"tone\":\"expert\"}", "everybody's").as(first).send().json().get("version").intValue()).as("the first answer again").isEqualTo(1);
    }

    @Test
    void aCustomersNewTokenIsStillTheSameCaller() {
        var customer = given.client(Role.APP).customers().get("i-renewed");
        var first = change("i-renewed", "{\"tone\":\"expert\"}", "k").as(customer.mintToken(Duration.ofMinutes(10)).getToken()).send();
        clock.pass(Duration.ofMinutes(20));
        var again = change("i-renewed", "{\"tone\":\"expert\"}", "k").as(customer.mintToken(Duration.ofMinutes(10)).getToken()).send();
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void fiftyAtOnceAreOne() {
        long keysBefore = given.client(Role.ADMIN).keys().list().stream().count();
        var changes = new HashSet<>(Given.together(50, () -> change("i-fifty", "{\"frequency\":{\"max\":7,\"per\":\"week\"}}", "fifty").send().traits()));
        var keys = new HashSet<>(Given.together(50, () -> create("{\"role\":\"sender\",\"label\":\"fifty\"}", "fifty keys").send().traits()));
        assertThat(changes).hasSize(1).first().asString().startsWith("200").contains("\"version\":1");
        assertThat(keys).hasSize(1).first().asString().startsWith("201");
        assertThat(records("i-fifty")).isEqualTo(1);
        assertThat(given.client(Role.ADMIN).keys().list().stream().count()).isEqualTo(keysBefore + 1);
    }

    @Test
    void ofFiftyAtOnceThatDifferOneWinsAndItsRepeatsAreAnswered() {
        var next = new java.util.concurrent.atomic.AtomicInteger();
        var answers = Given.together(50, () -> change("i-differ", "{\"frequency\":{\"max\":" + (next.getAndIncrement() % 5 + 1) + ",\"per\":\"week\"}}", "differ").send());
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(10).extracting(Answer::text).containsOnly(answers.stream().filter(answer -> answer.status() == 200).findFirst().orElseThrow().text());
        assertThat(answers).filteredOn(answer -> answer.status() == 422).hasSize(40).allMatch(answer -> answer.kind().equals("idempotency_key_reused"));
        assertThat(records("i-differ")).isEqualTo(1);
    }

    @Test
    void aRefusedTryLeavesTheKeyFree() {
        assertThat(change("i-free", "{\"tone\":\"rude\"}", "free").send().status()).isEqualTo(422);
        assertThat(change("i-free", "{\"tone\":1}", "free").send().status()).isEqualTo(400);
        assertThat(change("i-free", "{\"tone\":\"plain\"}", "free").with("If-Match", "\"9.9\"").send().status()).isEqualTo(412);
        assertThat(change("i-free", "{\"tone\":\"plain\"}", "free").as(given.key(Role.SENDER)).send().status()).isEqualTo(403);
        assertThat(change("i-free", "{\"tone\":\"plain\"}", "free").send().json().get("version").intValue()).isEqualTo(1);
        assertThat(create("{\"role\":\"app\",\"label\":\"late\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}", "free").send().status()).isEqualTo(422);
        assertThat(create("{\"role\":\"app\",\"label\":\"late\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}", "free 2").send().status()).isEqualTo(400);
        assertThat(create("{\"role\":\"app\",\"label\":\"in time\"}", "free 2").send().status()).isEqualTo(201);
    }

    @Test
    void afterADayTheKeyIsFreeAgain() {
        var body = "{\"role\":\"sender\",\"label\":\"daily\"}";
        var first = create(body, "daily").send();
        clock.pass(Duration.ofHours(24).minusMillis(1));
        assertThat(create(body, "daily").send().text()).isEqualTo(first.text());
        clock.pass(Duration.ofMillis(1));
        var second = create(body, "daily").send();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isNotEqualTo(first.text());
        assertThat(create(body, "daily").send().text()).isEqualTo(second.text());
    }

    @Test
    void aKeyMeansTheSameWithAndWithoutQuotes() {
        var body = "{\"role\":\"sender\",\"label\":\"quotes\"}";
        var first = create(body, "in quotes").send();
        assertThat(create(body, "\"in quotes\"").send().text()).isEqualTo(first.text());
        assertThat(create(body, "'in quotes'").send().text()).isNotEqualTo(first.text());
    }

    @Test
    void aKeyOutsideTheContractIsRefused() {
        for (var key : List.of("", "x".repeat(103))) {
            assertThat(create("{\"role\":\"sender\",\"label\":\"x\"}", key).send().pointers()).as(key).containsOnly("header/Idempotency-Key");
        }
        assertThat(create("{\"role\":\"sender\",\"label\":\"x\"}", "x".repeat(100)).send().status()).isEqualTo(201);
    }

    @Test
    void everyPostAndPatchThatWritesTakesAKey() {
        // A stream can be of any length, too long to be answered again.
        CONTRACT.operations().values().stream().filter(operation -> List.of("POST", "PATCH").contains(operation.method()))
            .filter(operation -> !operation.bodies().containsKey("application/x-ndjson") && !operation.produces().contains("application/zip")).forEach(operation ->
            assertThat(operation.parameters()).as(operation.id()).anyMatch(parameter -> parameter.name().equals("Idempotency-Key")));
    }

    @Test
    void whatIsKeptSurvivesARestartAndTellsNobodyAnything() throws IOException {
        var admin = given.client(Role.ADMIN);
        var secrets = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            secrets.add(admin.keys().withIdempotencyKey("kept" + i).create(dev.heed.sdk.model.Role.APP, "kept").getKey());
            secrets.add(admin.customers().get("c-9").withIdempotencyKey("kept token" + i).mintToken(Duration.ofMinutes(9)).getToken());
        }
        given.restart();
        var afterwards = given.client(Role.ADMIN);
        assertThat(afterwards.keys().withIdempotencyKey("kept0").create(dev.heed.sdk.model.Role.APP, "kept").getKey()).isEqualTo(secrets.get(0));
        var disk = new StringBuilder();
        try (var files = Files.list(given.folder())) {
            for (var file : files.filter(path -> path.getFileName().toString().startsWith("heed.db")).toList()) {
                disk.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(disk).contains("idempotency");
        assertThat(secrets).noneMatch(secret -> disk.indexOf(secret.substring(secret.length() - 30)) >= 0);
    }
}
