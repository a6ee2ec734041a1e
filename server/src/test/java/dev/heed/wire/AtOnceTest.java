package dev.heed.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that are handled on the thread that read them are answered like all others. */
class AtOnceTest {
    private static final int MANY = 3_000;
    private static final String ASK = "{\"customerId\":\"c-1\",\"channel\":\"email\",\"topic\":\"%s\"%s}";

    /** They come faster than they are answered, and none may use up the stack, or a turn, of another. */
    @Test
    void manyRequestsSentAtOnceOnOneConnectionAreAnsweredInTheirOrder() throws IOException {
        try (var given = Given.server(Map.of("HEED_KEY_WRITES", "1000000/1", "HEED_KEY_READS", "1000000/1"), Clock.systemUTC()); var socket = RawHttp.connect(given.app().port())) {
            given.client(Role.APP).customers().get("c-1").preferences().read();
            var turns = List.of(change(given, "{\"chosen\":{\"stopped\":true}}"), change(given, "{\"chosen\":{\"tone\":\"nonsense\"}}"), change(given, "{"),
                "GET /v1/customers/c-1/preferences HTTP/1.1\r\n" + fields(given, Role.APP) + "\r\n", "PATCH /v1/nowhere HTTP/1.1\r\n" + fields(given, Role.APP) + "\r\n");
            var writing = new Thread(() -> {
                try {
                    for (int i = 0; i < MANY; i++) {
                        socket.getOutputStream().write(turns.get(i % turns.size()).getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            writing.start();
            var statuses = new ArrayList<String>();
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            while (statuses.size() < MANY) {
                var line = answers.readLine();
                assertThat(line).as("after %d answers", statuses.size()).isNotNull();
                if (line.contains("HTTP/1.1 ")) {
                    statuses.add(line.substring(line.indexOf("HTTP/1.1 ") + 9).substring(0, 3));
                }
            }
            for (int i = 0; i < MANY; i++) {
                assertThat(statuses.get(i)).as("answer %d", i).isEqualTo(List.of("200", "422", "400", "200", "404").get(i % turns.size()));
            }
        }
    }

    /** A key makes no reservation of a question: it is answered, or refused, as without one. */
    @Test
    void aQuestionWithTheKeyOfAReservationIsAnsweredAsWithout() {
        try (var given = Given.server()) {
            ask(given, ASK.formatted("offers", ""), "");    // from now on the API key is remembered
            for (var body : List.of(ASK.formatted("offers", ""), ASK.formatted("service", ""), ASK.formatted("nothing", ""), ASK.formatted("offers", ",\"reserve\":true,\"at\":\"2026-01-01T00:00:00Z\""))) {
                var without = ask(given, body, "");
                var with = ask(given, body, "Idempotency-Key: \"k-1\"\r\n");

                assertThat(with.status()).as(body).isEqualTo(without.status());
                assertThat(with.json().path("reasons")).isEqualTo(without.json().path("reasons"));
                assertThat(with.json().path("errors")).isEqualTo(without.json().path("errors"));
                assertThat(with.json().path("type")).isEqualTo(without.json().path("type"));
            }
        }
    }

    private static RawHttp.Answer ask(Given given, String body, String more) {
        return RawHttp.send(given.app().port(), "POST /v1/decisions HTTP/1.1\r\n" + fields(given, Role.SENDER) + more + "Content-Type: application/json\r\nContent-Length: " + body.length()
            + "\r\n\r\n" + body);
    }

    private static String change(Given given, String body) {
        return "PATCH /v1/customers/c-1/preferences HTTP/1.1\r\n" + fields(given, Role.APP) + "Content-Type: application/merge-patch+json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String fields(Given given, Role role) {
        return "Host: a\r\nAuthorization: Bearer " + given.key(role) + "\r\n";
    }
}
