package dev.heed.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callers who take their time: they cost the others nothing. */
class SlowCallersTest {
    private static final int CALLERS = 300;
    private static final int SAMPLES = 40;
    private static final long QUICK_MILLIS = 250;
    private static final int DRIP_EVERY = 8;

    @Test
    void threeHundredBodiesThatDripLeaveOthersServedAtOnce() {
        try (var given = Given.server()) {
            othersAreServedAtOnce(given, "PATCH /v1/customers/c-1/preferences HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + given.key(Role.APP)
                + "\r\nContent-Type: application/merge-patch+json\r\nContent-Length: 1000\r\n\r\n{", " ");
        }
    }

    @Test
    void threeHundredHeadersThatDripLeaveOthersServedAtOnce() {
        try (var given = Given.server()) {
            othersAreServedAtOnce(given, "GET /health/live HTTP/1.1\r\nHost: a\r\nX: ", "x");
        }
    }

    @Test
    void threeHundredChunkedBodiesThatDripLeaveOthersServedAtOnce() {
        try (var given = Given.server()) {
            othersAreServedAtOnce(given, "POST /v1/keys HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + given.key(Role.ADMIN)
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", "1\r\n \r\n");
        }
    }

    private static void othersAreServedAtOnce(Given given, String start, String drip) {
        var callers = new ArrayList<Socket>();
        try {
            given.client(Role.APP).customers().get("c-1").preferences().read();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(RawHttp.connect(given.app().port()));
                write(callers.get(i), start);
            }
            var millis = new ArrayList<Long>();
            for (int i = 0; i < SAMPLES; i++) {
                if (i % DRIP_EVERY == 0) {
                    callers.forEach(caller -> write(caller, drip));
                }
                long before = System.nanoTime();
                assertThat(RawHttp.send(given.app().port(), RawHttp.get("/health/live")).status()).isEqualTo(200);
                millis.add((System.nanoTime() - before) / 1_000_000);
            }
            assertThat(given.client(Role.APP).customers().get("c-2").preferences().change(choice -> choice.stopEverything()).value().getVersion()).isEqualTo(1);
            report(start, millis);
            stopsAtOnce(given);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } finally {
            callers.forEach(SlowCallersTest::leave);
        }
    }

    private static void report(String start, List<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        System.out.printf("%d callers drip %s: /health/live answers in %d ms at the median, %d ms at most%n", CALLERS, start.substring(0, start.indexOf(' ')),
            sorted.get(SAMPLES / 2), sorted.get(SAMPLES - 1));
        assertThat(sorted.get(SAMPLES / 2)).isLessThan(QUICK_MILLIS);
        assertThat(sorted.stream().filter(sample -> sample >= QUICK_MILLIS)).hasSizeLessThanOrEqualTo(1);
    }

    /** They are not waited for at the end either. */
    private static void stopsAtOnce(Given given) {
        long before = System.nanoTime();
        given.app().close();
        assertThat((System.nanoTime() - before) / 1_000_000_000).isLessThan(8);
    }

    private static void write(Socket caller, String text) {
        try {
            caller.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException shed) {
            throw new AssertionError("shown out too early", shed);
        }
    }

    private static void leave(Socket caller) {
        try {
            caller.close();
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }
}
