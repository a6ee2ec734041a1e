package dev.heed.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heed.sdk.model.Preferences;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same verbs without blocking. */
class AsyncTest {
    private static final long PATIENCE_SECONDS = 10;

    private final Stage stage = new Stage();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        stage.close();
    }

    @Test
    void anyVerbCanBeCalledWithoutBlocking() throws Exception {
        stage.then(503, "").then(200, Samples.PREFERENCES, "ETag", "\"7.3\"").then(200, "{\"items\":[]}");
        try (HeedClient client = stage.client()) {
            CompletableFuture<Versioned<Preferences>> read = client.async(c -> c.customers().get("c-42").preferences().read());
            assertThat(read.get(PATIENCE_SECONDS, TimeUnit.SECONDS).etag()).isEqualTo("\"7.3\"");
            assertThat(client.async(c -> c.customers().get("c-42").consents()).thenApply(items -> items.size()).join()).isZero();
        }
        assertThat(stage.asked).hasSize(3);
    }

    @Test
    void theCallingThreadGoesOnWhileTheServerThinks() {
        stage.then(this::hold).then(200, Samples.PREFERENCES);
        try (HeedClient client = stage.client()) {
            CompletableFuture<?> first = client.async(c -> c.customers().get("c-42").preferences().read());
            CompletableFuture<?> second = client.async(c -> {
                await(asked);
                return c.customers().get("c-43").preferences().read();
            });
            second.join();
            assertThat(first).isNotDone();
            first.cancel(true);
        }
    }

    @Test
    void aFailureIsTheSameException() {
        stage.then(404, Samples.problem("not_found", 404));
        try (HeedClient client = stage.client()) {
            CompletionException e = catchThrowableOfType(CompletionException.class, () -> client.async(c -> c.catalog().read()).join());
            assertThat(e.getCause()).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> client.async(c -> c.customers().get("..")).get()).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void cancellingTheFutureBreaksTheCallOff() throws Exception {
        stage.then(this::hold).then(200, Samples.PREFERENCES);
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        try (HeedClient client = stage.client()) {
            CompletableFuture<?> future = client.async(c -> noting(seen, () -> c.customers().get("c-42").preferences().read()));
            await(asked);
            assertThat(future.cancel(true)).isTrue();
            assertThat(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(UnavailableException.class);
        }
        assertThat(stage.asked).hasSize(1);
    }

    @Test
    void cancellingEndsTheWaitBetweenTries() throws Exception {
        stage.then(503, "", "Retry-After", "9").then(200, Samples.PREFERENCES);
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        CountDownLatch waiting = new CountDownLatch(1);
        Retries.Sleeper sleeper = span -> {
            waiting.countDown();
            Thread.sleep(span.toMillis());
        };
        try (HeedClient client = stage.builder().sleeper(sleeper).build()) {
            CompletableFuture<?> future = client.async(c -> noting(seen, () -> c.catalog().read()));
            await(waiting);
            future.completeExceptionally(new TimeoutException());
            assertThat(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(UnavailableException.class);
        }
        assertThat(stage.asked).hasSize(1);
    }

    @Test
    void whatWasCancelledBeforeItBeganIsNeverAsked() throws Exception {
        CompletableFuture<Runnable> queued = new CompletableFuture<>();
        try (HeedClient client = stage.builder().executor(queued::complete).build()) {
            client.async(c -> c.catalog().read()).cancel(false);
            queued.get().run();
        }
        assertThat(stage.asked).isEmpty();
    }

    @Test
    void aStreamThatComesTooLateIsClosed() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        try (HeedClient client = stage.client()) {
            CompletableFuture<AutoCloseable> future = client.async(c -> {
                asked.countDown();
                awaitUninterrupted(release);
                return () -> closed.complete(true);
            });
            await(asked);
            future.cancel(true);
            release.countDown();
            assertThat(closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClosedClientSaysSo() {
        HeedClient client = stage.client();
        client.close();
        assertThatThrownBy(() -> client.async(c -> c.catalog().read()).join()).hasCauseInstanceOf(IllegalStateException.class);
    }

    private static <T> T noting(CompletableFuture<Throwable> seen, java.util.function.Supplier<T> verb) {
        try {
            return verb.get();
        } catch (RuntimeException e) {
            seen.complete(e);
            throw e;
        }
    }

    private void hold(com.sun.net.httpserver.HttpExchange exchange) {
        asked.countDown();
        awaitUninterrupted(release);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (System.nanoTime() < end) {
            try {
                if (latch.await(1, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException again) {
                // The one who interrupts is not the one who releases.
            }
        }
    }
}
