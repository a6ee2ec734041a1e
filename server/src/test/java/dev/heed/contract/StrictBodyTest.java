package dev.heed.contract;

import static dev.heed.contract.Requests.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.http.Contract.Operation;
import dev.heed.sdk.LogFilter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A body is strict JSON of the contract's form, or nothing happens. */
class StrictBodyTest {
    private static Given given;
    private static Requests requests;

    @BeforeAll
    static void start() {
        given = Given.server();
        requests = new Requests(given);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    /** A stream answers a bad line in its place; see StreamTest. */
    static Stream<Operation> withBodies() {
        return CONTRACT.operations().values().stream().filter(operation -> !operation.bodies().isEmpty() && !operation.bodies().containsKey("application/x-ndjson"));
    }

    private static Answer send(Operation operation, byte[] body) throws java.io.IOException {
        var request = new Request.Builder().url(given.url() + requests.sample(operation).path()).header("Authorization", "Bearer " + given.key(Role.ADMIN))
            .method(operation.method(), RequestBody.create(body, MediaType.get(requests.sample(operation).type()))).build();
        try (var response = given.http().newCall(request).execute()) {
            return new Answer(response.code(), response.headers(), response.body().bytes());
        }
    }

    @ParameterizedTest
    @MethodSource("withBodies")
    void whatIsNotStrictJsonIsMalformed(Operation operation) throws java.io.IOException {
        var good = requests.sample(operation).body();
        var bad = new LinkedHashMap<String, byte[]>();
        for (var text : List.of("", " ", "{", "}", good + "x", good + "{}", good + ",", good.substring(1), good.substring(0, good.length() - 1), "\ufeff" + good, good.replaceFirst("\\{", "{\"a\":1,\"a\":2,"), good.replaceFirst("\\{", "{/**/"),
                good.replaceFirst("\\{", "{//\n"), good.replace('"', '\''), good.replaceFirst("\\{", "{\"a\":NaN,"), good.replaceFirst("\\{", "{\"a\":+1,"), good.replaceFirst("\\{", "{\"a\":01,"), good.replaceFirst("\\{", "{\"a\":1.,"),
                good.replaceFirst("\\{", "{\"a\":\"\\\\ud800\","), good.replaceFirst("\\{", "{\"\\\\udc00\":1,"), good.replaceFirst("\\{", "{\"a\":\"\\\\x\","), good.replaceFirst("\\{", "{\"a\":\"\t\","), good.replaceFirst("\\{", "{\"a\":" + "[".repeat(33) + "]".repeat(33) + ","),
                good.replaceFirst("}$", ",}"), "[".repeat(10_000), "{\"a\":".repeat(10_000))) {
            bad.put(text, text.getBytes(StandardCharsets.UTF_8));
        }
        bad.put("UTF-16", good.getBytes(StandardCharsets.UTF_16));
        bad.put("UTF-16LE", good.getBytes(StandardCharsets.UTF_16LE));
        bad.put("Latin 1", good.replaceFirst("\\{", "{\"ü\":1,").getBytes(StandardCharsets.ISO_8859_1));
        bad.put("an overlong slash", (good + "\u00c0\u00af").getBytes(StandardCharsets.ISO_8859_1));
        bad.put("an encoded surrogate", good.replaceFirst("\\{", "{\"\u00ed\u00a0\u0080\":1,").getBytes(StandardCharsets.ISO_8859_1));
        bad.put("zeros", new byte[100]);
        for (var body : bad.entrySet()) {
            var refused = send(operation, body.getValue());
            var what = body.getKey().length() > 60 ? body.getKey().substring(0, 60) : body.getKey();
            assertThat(refused.status()).as(what).isEqualTo(400);
            assertThat(refused.kind()).as(what).isEqualTo("malformed_json");
            assertThat(refused.text()).as(what).doesNotContain("com.fasterxml", "Exception", "Unexpected");
        }
    }

    @ParameterizedTest
    @MethodSource("withBodies")
    void anotherJsonValueThanAnObjectIsRefused(Operation operation) throws java.io.IOException {
        for (var value : List.of("[]", "null", "true", "0", "\"text\"", "[" + requests.sample(operation).body() + "]")) {
            var refused = send(operation, value.getBytes(StandardCharsets.UTF_8));
            assertThat(refused.status()).as(value).isEqualTo(400);
            assertThat(refused.kind()).as(value).isEqualTo("contract_violation");
        }
    }

    @ParameterizedTest
    @MethodSource("withBodies")
    void noMemberThatTheContractDoesNotNameIsTakenIn(Operation operation) throws java.io.IOException {
        for (var member : List.of("tenantId", "brand_no", "recordedAt", "hash", "id", "customerId", "effective", "__proto__", "constructor", "", "$ref")) {
            if (requests.sample(operation).body().contains("\"" + member + "\"")) {
                continue;
            }
            var refused = send(operation, requests.sample(operation).body().replaceFirst("\\{", "{\"" + java.util.regex.Matcher.quoteReplacement(member) + "\":\"x\",").getBytes(StandardCharsets.UTF_8));
            assertThat(refused.status()).as(member).isEqualTo(400);
            assertThat(refused.pointers()).as(member).containsExactly("/" + member);
        }
    }

    @Test
    void whatTheServerKnowsItselfCannotBeToldByTheCaller() {
        long before = given.client(Role.ADMIN).consentLog().list(LogFilter.all()).stream().count();
        for (var body : List.of("{\"chosen\":{\"stopped\":true},\"version\":7}", "{\"chosen\":{\"stopped\":true,\"version\":7}}", "{\"chosen\":{\"stopped\":true},\"circumstances\":{\"recordedAt\":\"2020-01-01T00:00:00Z\"}}",
                "{\"chosen\":{\"topics\":{\"offers\":{\"allowed\":true,\"status\":\"given\"}}}}", "{\"chosen\":{\"purposes\":{\"recommendations\":{\"allowed\":true,\"index\":1}}}}", "{\"chosen\":{\"stopped\":true},\"circumstances\":{\"customerId\":\"c-2\"}}",
                "{\"chosen\":{\"stopped\":true},\"effective\":{}}", "{\"chosen\":{\"stopped\":\"true\"}}", "{\"chosen\":{\"stopped\":1}}", "{\"chosen\":null}", "{\"chosen\":[]}", "{}")) {
            assertThat(requests.ask("preferences_change", Role.APP).body("application/merge-patch+json", body).send().status()).as(body).isEqualTo(400);
        }
        assertThat(given.client(Role.ADMIN).consentLog().list(LogFilter.all()).stream().count()).isEqualTo(before);
    }

    @Test
    void withATokenTheCustomerActsAndNobodyElse() {
        var token = requests.customerToken();
        for (var circumstances : List.of("{\"actor\":\"agent\"}", "{\"actor\":\"system\"}", "{\"actorId\":\"boss\"}", "{\"actor\":\"customer\",\"actorId\":\"boss\"}")) {
            for (var write : List.of("preferences_change", "preferences_preview", "preferences_revert")) {
                var operation = CONTRACT.operation(write);
                var body = requests.sample(operation).body().replaceFirst("}$", ",\"circumstances\":" + circumstances + "}");
                assertThat(requests.ask(operation).body(requests.sample(operation).type(), body).as(token).send().status()).as(write + circumstances).isEqualTo(403);
                assertThat(requests.ask(operation).body(requests.sample(operation).type(), body).as(given.key(Role.APP)).send().status()).as(write + circumstances).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withBodies")
    void aBodyThatIsTooLargeIsRefusedAndTheLargestIsNot(Operation operation) throws java.io.IOException {
        var good = requests.sample(operation).body();
        assertThat(send(operation, (good + " ".repeat((256 << 10) - good.getBytes(StandardCharsets.UTF_8).length)).getBytes(StandardCharsets.UTF_8)).status()).isLessThan(300);
        var refused = send(operation, (good + " ".repeat((256 << 10) + 1)).getBytes(StandardCharsets.UTF_8));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.kind()).isEqualTo("payload_too_large");
    }

    @Test
    void anOperationThatTakesNoBodyRefusesOne() {
        var refused = requests.ask("keys_revoke", Role.ADMIN).body("application/json", "{}").send();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.kind()).isEqualTo("contract_violation");
    }
}
