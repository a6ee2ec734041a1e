package dev.heed.preferences;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.App;
import dev.heed.Config;
import dev.heed.Given;
import dev.heed.consent.Circumstances;
import dev.heed.customer.CustomerId;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A database whose rows are behind their changes, and what its rows and its memory say. */
final class RowsBehind {
    static final List<String> CUSTOMERS = IntStream.range(0, 30).mapToObj(i -> "c-" + i).toList();

    private RowsBehind() {}

    static App app(Path data) {
        return app(data, Map.of());
    }

    static App app(Path data, Map<String, String> more) {
        var settings = new HashMap<>(Map.of("HEED_PORT", "0", "HEED_DATA", data.toString(), "HEED_DATABASE", "jdbc:sqlite:" + data.resolve("heed.db")));
        settings.putAll(more);
        return new App(Config.of(settings), Clock.systemUTC());
    }

    static long rows(App app) {
        return app.database().read(tx -> tx.handle().createQuery("select count(*) from preferences").mapTo(Long.class).one());
    }

    static Map<String, String> chosen(App app) {
        var brand = app.brand(Given.SHOP).orElseThrow();
        return CUSTOMERS.stream().collect(HashMap::new, (all, id) -> {
            var preferences = app.preferences().current(new CustomerId(brand, id));
            all.put(id, preferences.version() + " " + new String(preferences.chosen().bytes()) + new String(preferences.standing().bytes()));
        }, Map::putAll);
    }

    static Preferences change(App app, Tx tx, CustomerId customer, String patch) {
        return app.preferences().change(tx, customer, new Change(json(patch), Circumstances.of(json("{}")), any -> true));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
