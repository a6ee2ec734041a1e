package dev.heed.decision;

import static dev.heed.decision.Sender.codes;
import static dev.heed.decision.Sender.json;
import static dev.heed.decision.Sender.question;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many questions on one connection, and an audience at once: each answer is the one that a single question gets. */
class StreamTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final List<String> CHOICES = List.of("{\"stopped\":true}", "{\"topics\":{\"offers\":{\"allowed\":true}}}", "{\"paused\":{\"until\":\"2026-06-08T06:00:00Z\"}}",
        "{\"channels\":{\"email\":{\"allowed\":false}}}", "{\"frequency\":{\"max\":1,\"per\":\"week\"}}", "{\"topics\":{\"product_care\":{\"allowed\":false}}}", "{\"tone\":\"plain\"}");
    private static Given given;
    private static Sender sender;

    @BeforeAll
    static void start() {
        given = Given.server(Map.of(), new TestClock(Instant.parse("2026-06-01T12:00:00Z")));
        sender = new Sender(given);
        var random = new Random(5);
        for (int i = 0; i < 40; i++) {
            sender.choose("c-" + i, CHOICES.get(random.nextInt(CHOICES.size())));
            if (i % 3 == 0) {
                sender.post("/v1/contacts", question("c-" + i, "push", "product_care").toString()).send();
            }
        }
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static List<String> stream(String lines) {
        var answer = sender.post("/v1/decisions/stream", "").body(NDJSON, lines).send();
        assertThat(answer.status()).isEqualTo(200);
        return answer.text().lines().toList();
    }

    @Test
    void everyLineIsAnsweredInItsPlaceAsASingleQuestionIs() {
        var random = new Random(6);
        var questions = new ArrayList<ObjectNode>();
        for (int i = 0; i < 3_000; i++) {
            questions.add(question("c-" + random.nextInt(45), random.nextBoolean() ? "email" : "push", random.nextBoolean() ? "product_care" : "offers"));
        }

        var answers = stream(String.join("\n", questions.stream().map(ObjectNode::toString).toList()));

        assertThat(answers).hasSize(3_000);
        for (int i = 0; i < 3_000; i += 37) {
            assertThat(json(answers.get(i))).isEqualTo(sender.ask(questions.get(i).toString()).json());
        }
    }

    @Test
    void aBadLineIsAnsweredInItsPlaceAndStopsNothing() {
        var good = question("c-1", "email", "order_updates").toString();
        var lines = List.of(good, "garbage", "{\"customerId\":\"c-1\"", "[1]", "\"text\"", "null", "{\"customerId\":\"c-1\",\"customerId\":\"c-2\",\"channel\":\"email\",\"topic\":\"offers\"}",
            "{\"customerId\":\"c-1\",\"channel\":\"email\",\"topic\":\"offers\",\"nonsense\":1}", question("c-1", "email", "ofers").toString(),
            question("c-1", "email", "offers").put("at", "2026-06-01T00:00:00Z").put("reserve", true).toString(),
            question("c-1", "email", "offers").put("at", "2026-13-01T00:00:00Z").toString(), "{\"a\":\"" + "x".repeat(300_000) + "\"}", "[".repeat(100), good);

        var answers = stream(String.join("\n", lines) + "\r\n\n");

        assertThat(answers).hasSize(lines.size());
        assertThat(json(answers.get(0)).get("decision").textValue()).isEqualTo("allow");
        assertThat(answers.subList(1, 13)).allSatisfy(answer -> assertThat(json(answer).get("type").textValue()).startsWith("/problems/"));
        assertThat(json(answers.get(8)).toString()).contains("catalog_violation", "did you mean offers?");
        assertThat(json(answers.get(11)).get("type").textValue()).isEqualTo("/problems/payload_too_large");
        assertThat(json(answers.get(13))).isEqualTo(json(answers.get(0)));
    }

    @Test
    void bytesThatAreNoUtf8AreAnsweredLikeAnyGarbage() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), given.app().port())) {
            var good = question("c-1", "email", "order_updates").toString();
            var bytes = ("x\n" + good + "\n").getBytes(StandardCharsets.UTF_8);
            bytes[0] = (byte) 0xff;
            var out = socket.getOutputStream();
            out.write(head("Content-Length: " + bytes.length + "\r\nConnection: close").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
            var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("HTTP/1.1 200", "/problems/malformed_json", "\"decision\":\"allow\"");
        }
    }

    @Test
    void aLineIsAnsweredBeforeTheNextIsSent() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), given.app().port())) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out.write(head("Transfer-Encoding: chunked").getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 3; i++) {
                var line = question("c-" + i, "email", "order_updates") + "\n";
                out.write((Integer.toHexString(line.length()) + "\r\n" + line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                String answer = in.readLine();
                while (!answer.startsWith("{\"decision\"")) {
                    answer = in.readLine();
                }
                assertThat(answer).contains("\"allow\"");
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String head(String length) {
        return "POST /v1/decisions/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + NDJSON + "\r\nAuthorization: Bearer " + given.key(Role.SENDER) + "\r\n" + length + "\r\n\r\n";
    }

    @Test
    void placesThatAreHeldInAStreamCountForTheLinesAfterThem() {
        sender.choose("streamed", "{\"frequency\":{\"max\":1,\"per\":\"week\"}}");
        var ask = question("streamed", "email", "product_care").toString();
        var reserve = question("streamed", "email", "product_care").put("reserve", true).toString();

        var answers = stream(String.join("\n", ask, reserve, ask, reserve, "garbage", reserve)).stream().map(Sender::json).toList();

        assertThat(answers.get(0).get("decision").textValue()).isEqualTo("allow");
        assertThat(answers.get(1).has("reservation")).isTrue();
        assertThat(codes(answers.get(2))).isEqualTo("frequency_cap");
        assertThat(codes(answers.get(3))).isEqualTo("frequency_cap");
        assertThat(codes(answers.get(5))).isEqualTo("frequency_cap");
        assertThat(sender.contacts("streamed")).hasSize(2);
    }

    @Test
    void anAudienceIsTheSumOfItsSingleDecisions() {
        for (var campaign : List.of(question("x", "email", "product_care"), question("x", "push", "offers"), question("x", "email", "order_updates"),
            question("x", "email", "product_care").put("at", "2026-06-09T12:00:00Z"))) {
            var body = campaign.deepCopy().without(List.of("customerId")).toString();
            var audience = sender.post("/v1/audiences", body).send().json();
            var members = sender.post("/v1/audiences", body).with("Accept", NDJSON).send().text().lines().map(line -> json(line).get("customerId").textValue()).toList();

            assertThat(audience.get("customers").longValue()).isGreaterThanOrEqualTo(40);
            assertThat(audience.get("allowed").longValue()).isEqualTo(members.size());
            assertThat(audience.get("denied").longValue()).isEqualTo(audience.get("customers").longValue() - members.size());
            for (int i = 0; i < 40; i++) {
                var single = sender.ask(((ObjectNode) campaign.deepCopy()).put("customerId", "c-" + i).toString()).json();
                assertThat(members.contains("c-" + i)).isEqualTo(single.get("decision").textValue().equals("allow"));
            }
        }
    }

    @Test
    void anAudienceOfWhatTheCatalogDoesNotHaveIsTheCallersMistakeInEitherForm() {
        for (var accept : List.of("application/json", NDJSON)) {
            var refused = sender.post("/v1/audiences", "{\"channel\":\"email\",\"topic\":\"ofers\"}").with("Accept", accept).send();
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.pointers()).containsExactly("/topic");
        }
    }
}
