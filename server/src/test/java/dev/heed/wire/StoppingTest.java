package dev.heed.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.ExportFormat;
import dev.heed.sdk.LogFilter;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of an answer that has begun when something ends it. */
class StoppingTest {
    /** The common pool of a small machine has one thread, on newer JDKs, and each of these waits for another. */
    private static final Executor OWN_THREAD = work -> new Thread(work).start();
    private static final int RECORDS = 1_200;

    @Test
    void aRequestInFlightIsAnsweredBeforeTheServerStops() throws Exception {
        try (var given = Given.server()) {
            var preferences = given.client(Role.APP).customers().get("c-1").preferences();
            preferences.read();
            int port = given.app().port();
            var begun = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            // While this write holds the writer, the change below is in flight.
            var holding = CompletableFuture.runAsync(() -> given.app().database().write(tx -> {
                begun.countDown();
                return await(goOn);
            }), OWN_THREAD);
            begun.await();
            var change = CompletableFuture.supplyAsync(() -> preferences.change(choice -> choice.stopEverything()), OWN_THREAD);
            until(() -> given.app().database().writesWaiting() == 1);
            var stopping = CompletableFuture.runAsync(() -> given.app().close(), OWN_THREAD);
            until(() -> refusesNewcomers(port));
            assertThat(change).isNotDone();
            goOn.countDown();

            assertThat(change.get(10, TimeUnit.SECONDS).value().getVersion()).isEqualTo(1);
            stopping.get(20, TimeUnit.SECONDS);
            holding.get(1, TimeUnit.SECONDS);
            given.restart();
            assertThat(given.client(Role.APP).customers().get("c-1").preferences().read().value().getVersion()).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatFailsInTheMiddleIsNotMistakenForAWholeOne() {
        for (var format : new String[] {"application/x-ndjson", "text/csv"}) {
            try (var given = Given.server()) {
                fill(given);
                var request = RawHttp.get("/v1/consent-log", "Authorization: Bearer " + given.key(Role.COMPLIANCE), "Accept: " + format);
                assertThat(RawHttp.send(given.app().port(), request).whole()).isTrue();
                breakTheRecord(given, RECORDS - 10);

                var answer = RawHttp.send(given.app().port(), request);

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().length).isGreaterThan(100_000);
                assertThat(answer.whole()).isFalse();
                assertThat(answer.text()).doesNotContain("/problems/");
                assertThat(RawHttp.send(given.app().port(), RawHttp.get("/health/ready")).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void theSdkTellsThatAStreamBrokeOff() {
        try (var given = Given.server()) {
            fill(given);
            breakTheRecord(given, RECORDS - 10);

            try (var export = given.client(Role.COMPLIANCE).consentLog().export(LogFilter.all(), ExportFormat.CSV)) {
                assertThatThrownBy(() -> export.stream().readAllBytes()).isInstanceOf(IOException.class);
            }
        }
    }

    private static void fill(Given given) {
        Given.fill(given.app(), Given.SHOP, RECORDS / 4);
    }

    /** What the database gives back for it is no longer JSON. */
    private static void breakTheRecord(Given given, int index) {
        int changed = given.app().database().write(tx -> tx.handle().execute(String.format(Locale.ROOT,
            "update disclosure set circumstances = '{' where place = (select place from disclosure order by place limit 1 offset %d)", index)));
        assertThat(changed).isEqualTo(1);
    }

    /** Who is let in at the very moment of the stop may be left without an answer: the JDK drops a connection when the thread that accepts it is interrupted. */
    private static boolean refusesNewcomers(int port) {
        try (var socket = RawHttp.connect(port)) {
            socket.setSoTimeout(500);
            socket.getOutputStream().write(RawHttp.get("/health/live").getBytes(StandardCharsets.US_ASCII));
            return !new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (SocketTimeoutException dropped) {
            return false;
        } catch (IOException closing) {
            return true;
        }
    }

    private static Void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let it go on");
            }
            return null;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static void until(java.util.function.BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
    }
}
