package dev.heed.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.App;
import dev.heed.Config;
import dev.heed.brand.Brand;
import dev.heed.consent.Circumstances;
import dev.heed.customer.CustomerId;
import dev.heed.preferences.Change;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A database with a long consent log: customers of four records each, made by the server's own rooms, a thousand customers a commit.
 *
 * <p>Its records are as real as those that come over HTTP, and the startup check agrees with them; only the way in is shorter.
 */
final class LongLog {
    static final int RECORDS_A_CUSTOMER = 4;

    private static final int CUSTOMERS_A_COMMIT = 1_000;
    /** Changes when this class writes something else. */
    private static final int FORM = 1;
    private static final Duration NO_HURRY = Duration.ofMinutes(30);
    private static final List<String> PATCHES = List.of(
        "{\"stopped\":false,\"tone\":\"friendly\",\"frequency\":{\"max\":3,\"per\":\"week\"},\"topics\":{\"offers\":{\"allowed\":true}}}",
        "{\"language\":\"de\",\"channels\":{\"email\":{\"allowed\":true}},\"topics\":{\"offers\":{\"allowed\":false}},\"purposes\":{\"recommendations\":{\"allowed\":true}}}");
    private static final List<String> CIRCUMSTANCES = List.of(
        "{\"surface\":\"widget\",\"language\":\"en\",\"ip\":\"203.0.113.7\",\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"}",
        "{\"surface\":\"app\",\"language\":\"de\",\"reason\":\"zu viele Nachrichten, bitte seltener\"}");

    private LongLog() {}

    /** Takes the one that an earlier run left in the folder, if schema, catalog and changes are still the same; otherwise makes it. */
    static Path kept(Launch launch, Path folder, int records) {
        var note = folder.resolve("long-log.txt");
        try {
            var wanted = Loaded.fingerprint(launch.jar()) + " " + FORM;
            if (!Files.exists(note) || !Files.readString(note).equals(wanted)) {
                Folders.delete(folder);
                launch.heed(folder).close();
                try (var child = launch.own(LongLog.class, folder.resolve("fill.log"), folder.toString(), Integer.toString(records / RECORDS_A_CUSTOMER))) {
                    child.awaitEnd(NO_HURRY);
                }
                if (HeedServer.records(folder) != records) {
                    throw new IllegalStateException("the log has " + HeedServer.records(folder) + " records instead of " + records);
                }
                Files.writeString(note, wanted);
            }
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Fills the log of the demo's brand; the folder and how many customers. */
    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        int customers = Integer.parseInt(arguments[1]);
        var settings = Map.of("HEED_DATA", folder.toString(), "HEED_DATABASE", "jdbc:sqlite:" + HeedServer.file(folder));
        try (var app = new App(Config.of(settings), Clock.systemUTC())) {
            var brand = app.brand("demo").orElseThrow();
            for (int from = 0; from < customers; from += CUSTOMERS_A_COMMIT) {
                fill(app, brand, from, Math.min(customers, from + CUSTOMERS_A_COMMIT));
            }
        }
    }

    private static void fill(App app, Brand brand, int from, int to) {
        app.database().write(tx -> {
            for (int number = from; number < to; number++) {
                var patch = object(PATCHES.get(number % PATCHES.size()));
                var circumstances = Circumstances.of(object(CIRCUMSTANCES.get(number / 2 % CIRCUMSTANCES.size())));
                app.preferences().change(tx, new CustomerId(brand, Template.customer(number)), new Change(patch, circumstances, etag -> true));
            }
            return null;
        });
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
