package dev.heed.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Heed as its users start it, from the built jar, with the demo brand in a folder.
 *
 * @param readyAfter from the start of the JVM to the first good answer of the readiness check
 * @param key an API key of the role {@code app}
 * @param senderKey one of the role {@code sender}
 */
record HeedServer(Child child, int port, Path folder, Duration readyAfter, String key, String senderKey) implements AutoCloseable {
    private static final String NO_LIMIT = "900000000/1";

    /** Starts it on what the folder holds, or anew. Only the rate limits are out of the way; each request is still counted against them. */
    static HeedServer start(Launch launch, Path folder) {
        return start(launch, folder, Map.of());
    }

    /** The same with more settings. */
    static HeedServer start(Launch launch, Path folder, Map<String, String> settings) {
        return start(launch, folder, "demo", settings);
    }

    /** The same as whoever has a brand starts it: on what the folder holds. */
    static HeedServer startAgain(Launch launch, Path folder) {
        return start(launch, folder, "serve", Map.of());
    }

    private static HeedServer start(Launch launch, Path folder, String command, Map<String, String> settings) {
        int port = Child.freePort();
        var environment = new LinkedHashMap<>(Map.of("HEED_PORT", Integer.toString(port), "HEED_DATA", folder.toString(),
            "HEED_DATABASE", "jdbc:sqlite:" + file(folder), "HEED_KEY_READS", NO_LIMIT, "HEED_KEY_WRITES", NO_LIMIT));
        environment.putAll(settings);
        try {
            Files.createDirectories(folder);
            var child = launch.start(folder.resolve("server.log"), environment, List.of("-jar", launch.jar().toString(), command));
            var readyAfter = child.awaitReady(port, "/health/ready");
            var keys = new ObjectMapper().readTree(folder.resolve("demo-keys.json").toFile());
            return new HeedServer(child, port, folder, readyAfter, keys.get("app").textValue(), keys.get("sender").textValue());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An API key of a role. */
    String keyOf(String role) {
        try {
            return new ObjectMapper().readTree(folder.resolve("demo-keys.json").toFile()).get(role).textValue();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Its database. */
    static Path file(Path folder) {
        return folder.resolve("heed.db");
    }

    @Override
    public void close() {
        child.close();
    }

    /**
     * Bytes of the database of a server that was stopped.
     *
     * @throws IllegalStateException when the write-ahead log was left behind: the file alone would tell too little
     */
    static long databaseBytes(Path folder) {
        var log = folder.resolve("heed.db-wal");
        try {
            if (Files.exists(log) && Files.size(log) > 0) {
                throw new IllegalStateException("the server left a write-ahead log of " + Files.size(log) + " bytes behind");
            }
            return Files.size(file(folder));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How many records the ledger of a stopped server has. */
    static long records(Path folder) {
        return rows(folder, "select 'entries', count(*) from entry").get("entries");
    }

    /** How many reservations a stopped server was asked for: {@code allowed} and {@code denied}. */
    static Map<String, Long> reservations(Path folder) {
        return rows(folder, "select 'allowed', count(*) from contact where state = 'reserved' union all select 'denied', coalesce(sum(times), 0) from contact where state = 'withheld'");
    }

    /** Bytes by table and index of a stopped server, the largest first. */
    static Map<String, Long> bytesByTable(Path folder) {
        return rows(folder, "select name, sum(pgsize) from dbstat group by name order by 2 desc");
    }

    private static Map<String, Long> rows(Path folder, String sql) {
        var rows = new LinkedHashMap<String, Long>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file(folder)); var row = connection.createStatement().executeQuery(sql)) {
            while (row.next()) {
                rows.put(row.getString(1), row.getLong(2));
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
