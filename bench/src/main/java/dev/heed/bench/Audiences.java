package dev.heed.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Counts of whole audiences, a small one and one ten times as large. */
final class Audiences {
    private static final int TIMES_LARGER = 10;
    private static final int WARM = 3;
    private static final int COUNTS = 5;
    /** The database has no records to compare the preferences with. */
    private static final Map<String, String> SETTINGS = Map.of("HEED_STARTUP_CHECK", "0");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Launch launch;
    private final Options options;
    private final Path target;

    /**
     * One audience.
     *
     * @param allowed how many of the customers may be contacted
     */
    record Count(int customers, long allowed, Median seconds) {}

    /** What came out. */
    record Outcome(Count small, Count large) {
        /** How much longer the large count took a customer. */
        double growth() {
            return large.seconds.value() / large.customers * small.customers / small.seconds.value();
        }
    }

    /** @param target a folder for databases that later runs use again */
    Audiences(Launch launch, Options options, Path target) {
        this.launch = launch;
        this.options = options;
        this.target = target;
    }

    Outcome run() {
        return new Outcome(count(options.audience() / TIMES_LARGER), count(options.audience()));
    }

    private Count count(int customers) {
        var kept = target.resolve("crowd-" + customers);
        if (options.fresh()) {
            Folders.delete(kept);
        }
        try (var server = HeedServer.start(launch, Crowd.kept(launch, kept, customers), SETTINGS)) {
            for (long counted = 0; counted < (long) WARM * options.audience(); counted += customers) {
                ask(server, customers);
            }
            var machine = new Machine();
            // As much time for the one as for the other, so that their medians are as good.
            var seconds = new double[COUNTS * (options.audience() / customers)];
            long allowed = 0;
            for (int i = 0; i < seconds.length; i++) {
                machine.awaitCalm(options.patienceSeconds());
                long start = System.nanoTime();
                allowed = ask(server, customers).get("allowed").longValue();
                seconds[i] = (System.nanoTime() - start) / 1e9;
                System.err.printf(Locale.ROOT, "bench: audience of %d customers: %.3f s%n", customers, seconds[i]);
            }
            return new Count(customers, allowed, Median.of(seconds));
        }
    }

    /** @throws IllegalStateException when the answer is not about every customer, or none may be contacted: such an audience tests nothing */
    private static JsonNode ask(HeedServer server, int customers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/audiences")).header("Authorization", "Bearer " + server.senderKey())
            .header("Content-Type", "application/json").header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"channel\":\"email\",\"topic\":\"offers\"}")).build();
        try {
            var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var audience = new ObjectMapper().readTree(answer.body());
            if (answer.statusCode() != 200 || audience.get("customers").longValue() != customers || audience.get("allowed").longValue() == 0) {
                throw new IllegalStateException("an audience was counted as " + audience);
            }
            return audience;
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
