package dev.heed.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Copies of everything that is held on one customer among very many: the first after a start, and one after the other. */
final class Copies {
    private static final int CUSTOMERS = 20;
    private static final int CHANGES = 5;
    private static final int CONTACTS = 20;
    private static final int COPIES = 200;
    private static final int APART = 4_999;
    private static final Map<String, String> SETTINGS = Map.of("HEED_STARTUP_CHECK", "0");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Launch launch;
    private final Options options;
    private final Path target;

    /**
     * What came out.
     *
     * @param first seconds for the very first copy of a server that was just started
     * @param seconds for each copy after it, in JSON and as a page by turns
     * @param bytes of the last JSON
     */
    record Outcome(int customers, double first, Median seconds, long bytes) {}

    /** @param target a folder for databases that later runs use again */
    Copies(Launch launch, Options options, Path target) {
        this.launch = launch;
        this.options = options;
        this.target = target;
    }

    Outcome run() {
        int customers = options.audience();
        var folder = Crowd.kept(launch, target.resolve("crowd-" + customers), customers);
        try (var server = HeedServer.start(launch, folder, SETTINGS)) {
            for (int i = 0; i < CUSTOMERS; i++) {
                live(server, customer(i, customers));
            }
        }
        try (var server = HeedServer.start(launch, folder, SETTINGS)) {
            new Machine().awaitCalm(options.patienceSeconds());
            double first = copy(server, customer(0, customers), "application/json").seconds;
            var seconds = new double[COPIES];
            long bytes = 0;
            for (int i = 0; i < COPIES; i++) {
                boolean json = i % 2 == 0;
                var copy = copy(server, customer(i, customers), json ? "application/json" : "text/html");
                seconds[i] = copy.seconds;
                bytes = json ? copy.bytes : bytes;
            }
            System.err.printf(Locale.ROOT, "bench: copies of one of %d customers: first %.3f s%n", customers, first);
            return new Outcome(customers, first, Median.of(seconds), bytes);
        }
    }

    private static String customer(int i, int customers) {
        return Template.customer(i % CUSTOMERS * APART % customers);
    }

    /** Records and contacts, as a customer of some years has them. */
    private static void live(HeedServer server, String customer) {
        for (int i = 0; i < CHANGES; i++) {
            var patch = "{\"chosen\":{\"tone\":\"" + (i % 2 == 0 ? "expert" : "playful") + "\",\"frequency\":{\"max\":" + (i + 1) + ",\"per\":\"week\"}}}";
            send(server, server.key(), "PATCH", "/v1/customers/" + customer + "/preferences", "application/merge-patch+json", BodyPublishers.ofString(patch));
        }
        for (int i = 0; i < CONTACTS; i++) {
            send(server, server.senderKey(), "POST", "/v1/contacts", "application/json",
                BodyPublishers.ofString("{\"customerId\":\"" + customer + "\",\"channel\":\"email\",\"topic\":\"order_updates\"}"));
        }
    }

    private record Copy(double seconds, long bytes) {}

    private static Copy copy(HeedServer server, String customer, String accept) {
        long start = System.nanoTime();
        var body = send(server, server.key(), "GET", "/v1/customers/" + customer + "/export", accept, BodyPublishers.noBody());
        return new Copy((System.nanoTime() - start) / 1e9, body.length);
    }

    private static byte[] send(HeedServer server, String key, String method, String path, String type, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).header("Authorization", "Bearer " + key).method(method, body)
            .header(method.equals("GET") ? "Accept" : "Content-Type", type).build();
        try {
            var answer = CLIENT.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " was answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
