package dev.heed.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sdk.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** How long the SDK takes to verify an export of the long log: from a file, each time in a JVM of its own that has just been started. */
final class Verifications {
    static final String HEAP = "256m";

    private static final int TIMES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Launch launch;
    private final Options options;
    private final Path target;

    /** What came out. */
    record Outcome(int records, long bytes, Median seconds) {
        Median secondsAMillion() {
            double millions = records / 1e6;
            return new Median(seconds.value() / millions, seconds.least() / millions, seconds.most() / millions);
        }
    }

    /** @param target a folder for databases that later runs use again */
    Verifications(Launch launch, Options options, Path target) {
        this.launch = launch;
        this.options = options;
        this.target = target;
    }

    Outcome run() {
        var file = Folders.made(target.resolve("work")).resolve("export.ndjson");
        try {
            var key = save(file);
            var machine = new Machine();
            var seconds = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                machine.awaitCalm(options.patienceSeconds());
                seconds[i] = verify(file, key);
                System.err.printf(Locale.ROOT, "bench: verification of %d records: %.1f s%n", options.records(), seconds[i]);
            }
            var outcome = new Outcome(options.records(), Files.size(file), Median.of(seconds));
            Files.delete(file);
            return outcome;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Saves the export, and returns the key that checks it. */
    private String save(Path file) throws IOException {
        try (var server = launch.heed(LogExports.log(launch, options, target, options.records())); var out = Files.newOutputStream(file)) {
            new LogStream(server).run("application/x-ndjson", options.records() + 1, out, options.records() + 1, () -> { });
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/ledger/key")).header("Authorization", "Bearer " + server.keyOf("compliance")).build();
            return new ObjectMapper().readTree(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body()).get("verifierKey").textValue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private double verify(Path file, String key) {
        try (var child = launch.withHeap(HEAP).own(Verifications.class, file.resolveSibling("verify.log"), file.toString(), key)) {
            var lines = child.awaitEnd(PATIENCE).lines().toList();
            return Double.parseDouble(lines.get(lines.size() - 1));
        }
    }

    /** Verifies a file with a key, and prints the seconds that it took. */
    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        try (var in = Files.newInputStream(Path.of(arguments[0]))) {
            Verifier.of(arguments[1]).export(in);
        }
        System.out.println((System.nanoTime() - start) / 1e9);
    }
}
