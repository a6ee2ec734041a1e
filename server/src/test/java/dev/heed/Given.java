package dev.heed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.access.Role;
import dev.heed.brand.Brand;
import dev.heed.consent.Circumstances;
import dev.heed.customer.CustomerId;
import dev.heed.preferences.Change;
import dev.heed.sdk.HeedClient;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;

/**
 * A server of a test's own: the real program on a real database file and a real port, with the outdoor shop as its first brand.
 *
 * <p>Its clients are the SDK's, and every answer they get is held against the contract.
 */
public final class Given implements AutoCloseable {
    /** The first brand's id. */
    public static final String SHOP = "shop";

    private final Path folder;
    private final Map<String, String> settings;
    private final Clock clock;
    private final OkHttpClient http = new OkHttpClient.Builder().addInterceptor(new ContractWatch()).build();
    private final Map<String, Map<Role, String>> keys = new HashMap<>();
    private final Queue<HeedClient> clients = new ConcurrentLinkedQueue<>();    // tests make some at the same moment
    private App app;

    private Given(Path folder, Map<String, String> settings, Clock clock) {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
    }

    /** A server with default settings. */
    public static Given server() {
        return server(Map.of(), Clock.systemUTC());
    }

    /** A server with some settings and a clock of its own. */
    public static Given server(Map<String, String> settings, Clock clock) {
        try {
            return started(Files.createTempDirectory("heed-test"), settings, clock);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Given started(Path folder, Map<String, String> settings, Clock clock) {
        var all = new HashMap<>(Map.of("HEED_PORT", "0", "HEED_DATA", folder.toString(), "HEED_DATABASE", "jdbc:sqlite:" + folder.resolve("heed.db")));
        all.putAll(settings);
        var given = new Given(folder, all, clock);
        given.start();
        given.brand(SHOP);
        return given;
    }

    /** Another server, empty, that signs with the shop's key: what its operator can always make. */
    public Given withSameKey() {
        try {
            var other = Files.createTempDirectory("heed-test");
            Files.createDirectories(other.resolve("keys"));
            Files.copy(folder.resolve("keys/" + SHOP + ".key"), other.resolve("keys/" + SHOP + ".key"), StandardCopyOption.COPY_ATTRIBUTES);
            return started(other, Map.of(), clock);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void start() {
        app = new App(Config.of(settings), clock).serve();
    }

    /** Stops the server and starts it again on what is on disk. */
    public void restart() {
        app.close();
        start();
    }

    /** Creates one more brand, with the outdoor shop's catalog. */
    public Brand brand(String id) {
        var brand = app.createBrand(id, catalog());
        var made = new EnumMap<Role, String>(Role.class);
        for (var role : Role.values()) {
            made.put(role, app.createKey(brand, role, "test"));
        }
        keys.put(id, made);
        return brand;
    }

    /** Makes four records for each of so many customers of a brand: in one commit and past HTTP, where a test needs a long log. */
    public static void fill(App app, String brandId, int customers) {
        fill(app, brandId, 0, customers);
    }

    /** The same for customers who are counted from another number on. */
    public static void fill(App app, String brandId, int first, int customers) {
        var brand = app.brand(brandId).orElseThrow();
        var patch = "{\"stopped\": false, \"tone\": \"friendly\", \"frequency\": {\"max\": 3, \"per\": \"week\"}, \"topics\": {\"offers\": {\"allowed\": true}}}";
        var circumstances = Circumstances.of(Json.object().put("reason", "to fill the log"));
        app.database().write(tx -> {
            for (int i = first; i < first + customers; i++) {
                var change = new Change((ObjectNode) Json.read(patch.getBytes(StandardCharsets.UTF_8)), circumstances, etag -> true);
                app.preferences().change(tx, new CustomerId(brand, "c-" + i), change);
            }
            return null;
        });
    }

    /** The outdoor shop's catalog, as it is in examples/. A fresh copy. */
    public static ObjectNode catalog() {
        try (var in = Given.class.getClassLoader().getResourceAsStream("demo/catalog.json")) {
            return (ObjectNode) Json.read(in.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public App app() {
        return app;
    }

    public Path folder() {
        return folder;
    }

    public String url() {
        return "http://127.0.0.1:" + app.port();
    }

    /** The shop's key of a role. */
    public String key(Role role) {
        return key(SHOP, role);
    }

    public String key(String brand, Role role) {
        return keys.get(brand).get(role);
    }

    /** The SDK with the shop's key of a role. */
    public HeedClient client(Role role) {
        return client(key(role));
    }

    /** The SDK with any credential; it tries once, so that a test sees every answer. */
    public HeedClient client(String credential) {
        var client = HeedClient.builder().baseUrl(url()).credential(credential).httpClient(http).retries(0).build();
        clients.add(client);
        return client;
    }

    /** HTTP without the SDK, for what the SDK would never send. Held against the contract all the same. */
    public OkHttpClient http() {
        return http;
    }

    /** Does something so many times at the same moment; returns what each gave. */
    public static <T> List<T> together(int times, Callable<T> work) {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var barrier = new CyclicBarrier(times);
            var results = new ArrayList<T>();
            var futures = new ArrayList<java.util.concurrent.Future<T>>();
            for (int i = 0; i < times; i++) {
                futures.add(threads.submit(() -> {
                    barrier.await();
                    return work.call();
                }));
            }
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | java.util.concurrent.ExecutionException failure) {
            throw new AssertionError(failure);
        } finally {
            threads.shutdown();
        }
    }

    @Override
    public void close() {
        clients.forEach(HeedClient::close);
        app.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
