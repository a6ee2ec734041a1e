package dev.heed.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exports are read as they come in. */
class ExportTest {
    private final Stage stage = new Stage();
    private final HeedClient client = stage.builder().callTimeout(Duration.ofMillis(300)).build();

    @AfterEach
    void close() {
        client.close();
        stage.close();
    }

    @Test
    void aLineIsReadBeforeTheNextIsSentAndLongerThanACallMayTake() {
        CountDownLatch firstRead = new CountDownLatch(1);
        stage.then(exchange -> {
            exchange.getResponseHeaders().set("Heed-Tree-Size", "2");
            exchange.sendResponseHeaders(200, 0);
            write(exchange.getResponseBody(), "first\n");
            await(firstRead);
            write(exchange.getResponseBody(), "second\n");
        });
        try (Export export = client.consentLog().export(LogFilter.all(), ExportFormat.NDJSON)) {
            Iterator<String> lines = export.lines().iterator();
            assertThat(lines.next()).isEqualTo("first");
            sleep(400);
            firstRead.countDown();
            assertThat(lines.next()).isEqualTo("second");
            assertThat(lines.hasNext()).isFalse();
            assertThat(export.treeSize()).hasValue(2);
        }
        assertThat(stage.last().header("Accept")).isEqualTo("application/x-ndjson");
    }

    @Test
    void anExportThatBreaksOffNeverLooksComplete() {
        stage.thenBreakOff().thenBreakOff();
        try (Export export = client.consentLog().export(LogFilter.all(), ExportFormat.CSV)) {
            assertThatThrownBy(() -> export.stream().readAllBytes()).isInstanceOf(IOException.class);
        }
        try (Export export = client.consentLog().export(LogFilter.all(), ExportFormat.CSV)) {
            assertThatThrownBy(() -> export.lines().count()).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void aRefusedExportIsAnException() {
        stage.then(503, "").then(403, Samples.problem("forbidden", 403));
        assertThatThrownBy(() -> client.consentLog().export(LogFilter.all(), ExportFormat.CSV))
                .isInstanceOf(NotAllowedException.class);
    }

    private static void write(java.io.OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("the first line was never read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
