package dev.heed.durability;

import dev.heed.Child;
import dev.heed.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code heed serve} in a process of its own, which a test may kill. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern SERVES = Pattern.compile("heed serves (http://\\S+)");
    private static final int LINES_KEPT = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final long started = System.nanoTime();
    private final List<String> said = Collections.synchronizedList(new LinkedList<>());
    private final CompletableFuture<String> url = new CompletableFuture<>();
    private Duration readyAfter;

    private ServerProcess(Process process) {
        this.process = process;
        var listener = new Thread(this::listen, "child's standard error");
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts it with these settings and no others, and waits until it is ready. */
    static ServerProcess start(Map<String, String> settings) {
        try {
            var server = new ServerProcess(Child.of(settings, Main.class, "serve").start());
            server.awaitReady();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (said.size() > LINES_KEPT) {
                    said.remove(0);
                }
                var serves = SERVES.matcher(line);
                if (serves.find()) {
                    url.complete(serves.group(1));
                }
            }
        } catch (IOException ended) {
            said.add("(" + ended.getMessage() + ")");
        }
        url.completeExceptionally(new IllegalStateException("it ended and said " + said));
    }

    private void awaitReady() {
        try {
            var ready = URI.create(url.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) + "/health/ready").toURL();
            while (!answers(ready)) {
                if (!process.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
                    throw new AssertionError("it never became ready and said " + said);
                }
                Thread.sleep(10);
            }
            var passed = Duration.ofNanos(System.nanoTime() - started);
            var worked = process.info().totalCpuDuration().orElse(passed);
            readyAfter = worked.compareTo(passed) < 0 ? worked : passed;
        } catch (Exception failure) {
            process.destroyForcibly();
            throw new AssertionError("the server did not start; it said " + said, failure);
        }
    }

    private static boolean answers(java.net.URL ready) {
        try {
            return ((HttpURLConnection) ready.openConnection()).getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    String url() {
        return url.join();
    }

    /**
     * From the start of the process until it said that it can do its work; on a machine that is busy with something else, the processor time that
     * this took.
     */
    Duration readyAfter() {
        return readyAfter;
    }

    /** SIGKILL: nothing in the process gets to run any more. */
    void signalKill() {
        process.destroyForcibly();
    }

    /** The same, and waits until it is gone. */
    void kill() {
        signalKill();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("it outlived SIGKILL");
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
