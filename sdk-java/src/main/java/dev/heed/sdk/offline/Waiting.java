package dev.heed.sdk.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.PreferencesPatch;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A change that waits to be sent. Immutable. */
final class Waiting {
    private static final Duration WORTH_TELLING = Duration.ofMinutes(1);
    /** The server takes nothing older than 30 days for the moment of a choice. */
    private static final Duration TAKEN = Duration.ofDays(29);

    final String key;
    final Instant madeAt;
    final boolean tried;
    private final ObjectNode patch;

    private Waiting(String key, Instant madeAt, boolean tried, ObjectNode patch) {
        this.key = key;
        this.madeAt = madeAt;
        this.tried = tried;
        this.patch = patch;
    }

    static Waiting made(String key, Instant at, PreferencesPatch patch) {
        return new Waiting(key, at, false, patch.json());
    }

    static Waiting read(JsonNode json) {
        return new Waiting(json.path("key").textValue(), Instant.ofEpochMilli(json.path("madeAt").longValue()), json.path("tried").booleanValue(),
                Json.object(json.get("patch")));
    }

    ObjectNode json() {
        ObjectNode json = Json.mapper().createObjectNode().put("key", key).put("madeAt", madeAt.toEpochMilli()).put("tried", tried);
        json.set("patch", patch);
        return json;
    }

    PreferencesPatch patch() {
        return PreferencesPatch.of(patch);
    }

    Map<String, JsonNode> settings() {
        return Settings.of(patch.path("chosen"));
    }

    /** About to be sent for the first time; from here on it stays the same on every attempt, unless it was refused. */
    Waiting trying(Instant now) {
        if (tried) {
            return this;
        }
        ObjectNode told = patch.deepCopy();
        Duration waited = Duration.between(madeAt, now);
        if (waited.compareTo(WORTH_TELLING) > 0 && waited.compareTo(TAKEN) < 0 && !told.path("circumstances").has("occurredAt")) {
            told.withObjectProperty("circumstances").put("occurredAt", Json.text(madeAt));
        }
        return new Waiting(key, madeAt, true, told);
    }

    /** The same circumstances with other settings. */
    Waiting with(Map<String, JsonNode> settings) {
        ObjectNode changed = patch.deepCopy();
        changed.set("chosen", Settings.document(settings));
        return new Waiting(key, madeAt, tried, changed);
    }

    Waiting withKey(String other) {
        return new Waiting(other, madeAt, tried, patch);
    }

    /** Without the settings and circumstances that a fault points at; the very same when it points at none. */
    Waiting without(Predicate<String> faulty) {
        ObjectNode changed = patch.deepCopy();
        Map<String, JsonNode> kept = new LinkedHashMap<>(settings());
        kept.keySet().removeIf(setting -> faulty.test("/chosen" + setting));
        changed.set("chosen", Settings.document(kept));
        if (changed.path("circumstances").isObject()) {
            ((ObjectNode) changed.get("circumstances")).properties().removeIf(member -> faulty.test("/circumstances/" + member.getKey()));
        }
        return changed.equals(patch) ? this : new Waiting(key, madeAt, tried, changed);
    }

    boolean isEmpty() {
        return settings().isEmpty();
    }
}
