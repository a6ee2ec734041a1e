package dev.heed.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.App;
import dev.heed.brand.Brand;
import dev.heed.consent.Circumstances;
import dev.heed.customer.CustomerId;
import dev.heed.preferences.Change;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.nio.charset.StandardCharsets;

/** Changes made through the door, past HTTP, where a test needs a great many. */
final class Changing {
    private Changing() {}

    /** Makes four records. */
    static void fourSettings(App app, Tx tx, Brand brand, String customer) {
        var patch = (ObjectNode) Json.read("""
            {"stopped": false, "tone": "friendly", "frequency": {"max": 3, "per": "week"}, "topics": {"offers": {"allowed": true}}}
            """.getBytes(StandardCharsets.UTF_8));
        app.preferences().change(tx, new CustomerId(brand, customer), new Change(patch, Circumstances.of(Json.object()), etag -> true));
    }
}
