package dev.heed.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.model.Per;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Callers who ask and ask and never read what they are answered: they cost the others nothing. */
class UnreadAnswersTest {
    private static final int CALLERS = 6;
    /** So many answers are more than all buffers between here and there hold. */
    private static final int ASKED = 3_000;
    private static final int MOST_TRIES = 2_000;
    private static final int OTHERS = 300;

    @Test
    void whoDoesNotReadKeepsNobodyFromTheirAnswer() throws IOException {
        var callers = new ArrayList<SocketChannel>();
        try (var given = Given.server(Map.of("HEED_KEY_WRITES", "1000000/1", "HEED_KEY_READS", "1000000/1"), Clock.systemUTC())) {
            for (int i = 0; i < CALLERS; i++) {
                callers.add(ask(given, i));
            }
            var other = given.client(Role.APP).customers().get("c-other").preferences();
            long entries = 0;
            int tries = 0;
            // Until nothing is answered any more but what is read: then all of them are stuck.
            for (long before = 0; entries != before + 1; tries++) {
                assertThat(tries).isLessThan(MOST_TRIES);
                int max = 1 + tries % 900;
                other.change(choice -> choice.atMost(max, Per.MONTH));
                before = entries;
                entries = Long.parseLong(given.client(Role.ADMIN).ledger().checkpoint().split("\n")[1]);
            }
            assertThat(entries - tries).as("some were never answered").isLessThan((long) CALLERS * ASKED);
        } finally {
            for (var caller : callers) {
                caller.close();
            }
        }
    }

    /** Changes are refused, as they are taken, on the thread that reads for all callers. */
    @Test
    void whoDoesNotReadRefusalsKeepsNobodyFromTheirAnswer() throws IOException {
        var callers = new ArrayList<SocketChannel>();
        try (var given = Given.server(Map.of("HEED_KEY_WRITES", "1000000/1", "HEED_KEY_READS", "1000000/1"), Clock.systemUTC())) {
            var other = given.client(Role.APP).customers().get("c-other").preferences();
            other.change(choice -> choice.atMost(1, Per.MONTH));    // from now on the key is remembered
            var unknown = IntStream.range(0, 80).mapToObj(i -> "\"x" + i + "\":1").collect(Collectors.joining(",", "{\"chosen\":{", "}}"));
            for (int i = 0; i < CALLERS; i++) {
                callers.add(ask(given, i, turn -> unknown));
            }
            for (int i = 0; i < OTHERS; i++) {
                int max = 2 + i;
                assertThat(other.change(choice -> choice.atMost(max, Per.MONTH)).value().getVersion()).isEqualTo(i + 2);
            }
        } finally {
            for (var caller : callers) {
                caller.close();
            }
        }
    }

    private static SocketChannel ask(Given given, int number) throws IOException {
        return ask(given, number, turn -> "{\"chosen\":{\"frequency\":{\"max\":" + (1 + turn % 2) + ",\"per\":\"day\"}}}");
    }

    private static SocketChannel ask(Given given, int number, IntFunction<String> bodies) throws IOException {
        var caller = SocketChannel.open();
        caller.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
        caller.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), given.app().port()));
        caller.configureBlocking(false);
        var all = new StringBuilder();
        for (int i = 0; i < ASKED; i++) {
            var body = bodies.apply(i);
            all.append("PATCH /v1/customers/c-").append(number).append("/preferences HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ").append(given.key(Role.APP))
                .append("\r\nContent-Type: application/merge-patch+json\r\nContent-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        }
        var bytes = ByteBuffer.wrap(all.toString().getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining() && caller.write(bytes) > 0) {
            // as much as goes without waiting
        }
        return caller;
    }
}
