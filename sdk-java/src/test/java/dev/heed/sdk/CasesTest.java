package dev.heed.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.FeedbackVerdict;
import dev.heed.sdk.model.PreferencesPatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases that every SDK runs; their form is described beside them. */
class CasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/cases");

    @TestFactory
    java.util.stream.Stream<DynamicTest> everyCase() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        try (java.util.stream.Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().collect(Collectors.toList())) {
                Json.mapper().readTree(file.toFile()).forEach(cases::add);
            }
        }
        assertThat(cases.stream().map(each -> each.path("name").asText())).doesNotHaveDuplicates().hasSizeGreaterThan(40);
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.path("name").asText(), () -> play(each)));
    }

    private static void play(JsonNode play) {
        try (Stage stage = new Stage()) {
            play.path("exchanges").forEach(exchange -> script(stage, exchange));
            AtomicInteger asked = new AtomicInteger();
            try (HeedClient client = stage.builder().credential(() -> token(play, asked.getAndIncrement())).build()) {
                Object outcome;
                try {
                    outcome = call(client, play.path("call"));
                } catch (HeedException failure) {
                    outcome = failure;
                }
                check(play.path("outcome"), outcome);
            }
            assertThat(stage.asked).as("requests").hasSize(play.path("exchanges").size());
            for (int i = 0; i < stage.asked.size(); i++) {
                check(play.path("exchanges").get(i), stage.asked.get(i), token(play, i));
            }
            checkKeys(play, stage.asked);
            checkWaits(play.path("waits"), stage.waits);
        }
    }

    /** A runner whose SDK asks for a token more often than it sends one would not see these in turn. */
    private static String token(JsonNode play, int turn) {
        JsonNode tokens = play.path("tokens");
        return tokens.isEmpty() ? "token" : tokens.get(Math.min(turn, tokens.size() - 1)).asText();
    }

    private static void script(Stage stage, JsonNode exchange) {
        if (exchange.path("drop").asText().equals("half")) {
            stage.thenBreakOff();
        } else if (exchange.path("drop").booleanValue()) {
            stage.thenHangUp();
        } else {
            JsonNode answer = exchange.path("answer");
            int status = answer.path("status").intValue();
            stage.then(http -> {
                http.getResponseHeaders().set("Content-Type", status < 300 ? "application/json" : "application/problem+json");
                answer.path("headers").properties().forEach(field -> http.getResponseHeaders().set(field.getKey(), field.getValue().asText()));
                String text = answer.has("text") ? answer.path("text").asText() : answer.has("body") ? answer.path("body").toString() : "";
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                http.getResponseBody().write(bytes);
            });
        }
    }

    private static Object call(HeedClient client, JsonNode call) {
        Customer customer = call.has("customerId") ? client.customers().get(call.path("customerId").asText()) : null;
        switch (call.path("verb").asText()) {
            case "catalog":
                return call.has("ifNoneMatch") ? client.catalog().readUnless(call.path("ifNoneMatch").asText()) : client.catalog().read();
            case "preferences":
                return call.has("ifNoneMatch") ? customer.preferences().readUnless(call.path("ifNoneMatch").asText()) : customer.preferences().read();
            case "change":
                return preferences(customer, call).change(PreferencesPatch.of(call.path("patch")));
            case "preview":
                return customer.preferences().preview(PreferencesPatch.of(call.path("patch")));
            case "revert":
                return preferences(customer, call).revertTo(call.path("toVersion").longValue());
            case "history":
                return items(customer.history(), call);
            case "contacts":
                return items(customer.contacts(), call);
            case "consents":
                return customer.consents();
            case "feedback":
                return customer.feedback(FeedbackVerdict.fromValue(call.path("verdict").asText()), more -> {
                    if (call.has("contactId")) {
                        more.about(UUID.fromString(call.path("contactId").asText()));
                    }
                    if (call.has("comment")) {
                        more.comment(call.path("comment").asText());
                    }
                });
            case "receipt":
                return client.consentLog().receipt(call.path("index").longValue());
            default:
                throw new AssertionError("no verb " + call.path("verb"));
        }
    }

    private static CustomerPreferences preferences(Customer customer, JsonNode call) {
        CustomerPreferences preferences = customer.preferences();
        preferences = call.has("ifMatch") ? preferences.ifMatch(call.path("ifMatch").asText()) : preferences;
        return call.has("idempotencyKey") ? preferences.withIdempotencyKey(call.path("idempotencyKey").asText()) : preferences;
    }

    private static <T> List<T> items(Paged<T> list, JsonNode call) {
        return (call.has("pageSize") ? list.inPagesOf(call.path("pageSize").intValue()) : list).stream().collect(Collectors.toList());
    }

    private static void check(JsonNode expected, Object outcome) {
        Object got = outcome instanceof Optional ? ((Optional<?>) outcome).orElse(null) : outcome;
        if (expected.has("error")) {
            assertThat(got).isInstanceOf(HeedException.class);
            check(expected.get("error"), (HeedException) got);
        } else if (expected.has("unchanged")) {
            assertThat(got).isNull();
        } else if (expected.has("text")) {
            assertThat(got).isEqualTo(expected.get("text").asText());
        } else if (expected.path("items").isNumber()) {
            assertThat((List<?>) got).hasSize(expected.path("items").intValue());
        } else if (expected.has("items")) {
            assertThat((List<?>) got).hasSize(expected.get("items").size());
            for (int i = 0; i < expected.get("items").size(); i++) {
                checkValue(expected.get("items").get(i), ((List<?>) got).get(i));
            }
        } else {
            assertThat(got).isNotInstanceOf(HeedException.class);
            if (expected.has("etag")) {
                assertThat(((Versioned<?>) got).etag()).isEqualTo(expected.get("etag").asText());
                got = ((Versioned<?>) got).value();
            }
            checkValue(expected.get("value"), got);
        }
    }

    private static void checkValue(JsonNode pointers, Object value) {
        JsonNode json = Json.mapper().valueToTree(value);
        pointers.properties().forEach(expected -> {
            JsonNode is = json.at(expected.getKey());
            if (expected.getValue().path("absent").booleanValue()) {
                assertThat(is.isNull() || is instanceof MissingNode).as(expected.getKey()).isTrue();
            } else {
                assertThat(is.equals(NUMBERS, expected.getValue())).as(expected.getKey() + ": " + is + " for " + expected.getValue()).isTrue();
            }
        });
    }

    /** 11 and 11.0 are one number in JSON. */
    private static final java.util.Comparator<JsonNode> NUMBERS = (one, other) ->
            one.isNumber() && other.isNumber() ? one.decimalValue().compareTo(other.decimalValue()) : one.equals(other) ? 0 : 1;

    private static void check(JsonNode expected, HeedException failure) {
        assertThat(failure.kind()).isEqualTo(expected.path("kind").asText());
        assertThat(failure.status()).isEqualTo(expected.path("status").intValue());
        if (expected.has("pointers")) {
            List<String> pointers = new ArrayList<>();
            expected.get("pointers").forEach(pointer -> pointers.add(pointer.asText()));
            assertThat(failure.faults()).extracting(fault -> fault.getPointer()).containsExactlyElementsOf(pointers);
        }
        if (expected.has("requestId")) {
            assertThat(failure.requestId()).isEqualTo(expected.get("requestId").asText());
        }
        if (expected.has("retryAfterSeconds")) {
            Optional<Duration> after = failure instanceof RateLimitedException ? ((RateLimitedException) failure).retryAfter() : ((UnavailableException) failure).retryAfter();
            assertThat(after).contains(Duration.ofSeconds(expected.get("retryAfterSeconds").longValue()));
        }
        for (Throwable told = failure; told != null; told = told.getCause()) {
            assertThat(String.valueOf(told.getMessage())).doesNotContain("jane").doesNotContain("token\"").doesNotContain("Bearer");
        }
    }

    private static void check(JsonNode expected, Stage.Asked asked, String token) {
        assertThat(asked.method).isEqualTo(expected.path("method").asText());
        assertThat(parts(asked.target)).isEqualTo(parts(expected.path("path").asText()));
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + token);
        expected.path("headers").properties().forEach(field -> {
            String value = asked.header(field.getKey());
            assertThat(field.getKey().equals("Content-Type") ? value.replaceFirst("; charset=(?i)utf-8$", "") : value).as(field.getKey()).isEqualTo(field.getValue().asText());
        });
        expected.path("absent").forEach(field -> assertThat(asked.header(field.asText())).as(field.asText()).isNull());
        if (expected.has("body")) {
            assertThat((JsonNode) Json.object(asked.body)).isEqualTo(expected.get("body"));
        } else {
            assertThat(asked.body).isEmpty();
        }
    }

    /** The path, and the parameters in any order. */
    private static List<Object> parts(String target) {
        String[] halves = target.split("\\?", 2);
        return Arrays.asList(halves[0], halves.length == 1 ? "" : new HashSet<>(Arrays.asList(halves[1].split("&"))));
    }

    private static void checkKeys(JsonNode play, List<Stage.Asked> asked) {
        boolean writes = asked.stream().noneMatch(each -> each.method.equals("GET"));
        List<String> keys = asked.stream().map(each -> each.header("Idempotency-Key")).distinct().collect(Collectors.toList());
        assertThat(keys).hasSize(1);
        if (writes) {
            assertThat(keys.get(0)).matches("\"[^\"]{1,100}\"");
        } else {
            assertThat(keys.get(0)).as(play.path("name").asText()).isNull();
        }
    }

    private static void checkWaits(JsonNode expected, List<Duration> waits) {
        if (expected.isMissingNode()) {
            assertThat(waits).allMatch(wait -> wait.toMillis() < 1000);
            return;
        }
        assertThat(waits).hasSize(expected.size());
        for (int i = 0; i < waits.size(); i++) {
            assertThat(waits.get(i)).isBetween(Duration.ofSeconds(expected.get(i).longValue()), Duration.ofSeconds(expected.get(i).longValue() + 1));
        }
    }
}
