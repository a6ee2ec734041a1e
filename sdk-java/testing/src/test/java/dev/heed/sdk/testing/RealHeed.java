package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.App;
import dev.heed.Config;
import dev.heed.access.Role;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;

/** The real server, on an empty database of its own. */
final class RealHeed implements AutoCloseable {
    private final Path folder;
    private final App app;
    final HeedClient brand;

    RealHeed() {
        try {
            folder = Files.createTempDirectory("heed-real");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var settings = Map.of("HEED_PORT", "0", "HEED_DATA", folder.toString(), "HEED_DATABASE", "jdbc:sqlite:" + folder.resolve("heed.db"));
        app = new App(Config.of(settings), Clock.systemUTC()).serve();
        var key = app.createKey(app.createBrand("shop", catalog()), Role.ADMIN, "test");
        brand = client(key);
    }

    HeedClient client(String credential) {
        return HeedClient.builder().baseUrl("http://127.0.0.1:" + app.port()).credential(credential).retries(0).build();
    }

    /** The outdoor shop's, without its quiet hours: the fake knows none, and would agree by day only. A fresh copy. */
    static ObjectNode catalog() {
        try (var in = RealHeed.class.getClassLoader().getResourceAsStream("demo/catalog.json")) {
            var catalog = Json.object(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            catalog.withObject("/policy").remove("quietHours");
            return catalog;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        brand.close();
        app.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
