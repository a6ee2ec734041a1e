package dev.heed.sdk.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.Versioned;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.Preferences;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that a queue keeps of one customer: what the server said last, and what waits. Immutable. */
final class State {
    private static final int FORMAT = 1;

    final String customerId;
    /** Of the preferences on which what waits is built; empty when they were never read. */
    final String etag;
    final long version;
    final List<Waiting> waiting;
    private final Set<String> essential;
    private final JsonNode preferences;

    private State(String customerId, String etag, long version, JsonNode preferences, Set<String> essential, List<Waiting> waiting) {
        this.customerId = customerId;
        this.etag = etag;
        this.version = version;
        this.preferences = preferences;
        this.essential = essential;
        this.waiting = Collections.unmodifiableList(waiting);
    }

    static State nothing(String customerId) {
        return new State(customerId, "", -1, MissingNode.getInstance(), Collections.emptySet(), Collections.emptyList());
    }

    /** What these bytes say of this customer; nothing when they cannot be read or are about somebody else. */
    static State read(String customerId, byte[] bytes) {
        try {
            ObjectNode json = Json.object(new String(bytes, StandardCharsets.UTF_8));
            if (json.path("format").intValue() != FORMAT || !customerId.equals(json.path("customerId").textValue())) {
                return nothing(customerId);
            }
            List<Waiting> waiting = new ArrayList<>();
            json.path("waiting").forEach(change -> waiting.add(Waiting.read(change)));
            Set<String> essential = new HashSet<>();
            json.path("essential").forEach(topic -> essential.add(topic.textValue()));
            return new State(customerId, json.path("etag").asText(""), json.path("version").asLong(-1), json.path("preferences"), essential, waiting);
        } catch (IllegalArgumentException unreadable) {
            return nothing(customerId);
        }
    }

    byte[] bytes() {
        ObjectNode json = Json.mapper().createObjectNode().put("format", FORMAT).put("customerId", customerId).put("etag", etag).put("version", version);
        if (!preferences.isMissingNode()) {
            json.set("preferences", preferences);
        }
        ArrayNode topics = json.putArray("essential");
        essential.forEach(topics::add);
        ArrayNode changes = json.putArray("waiting");
        waiting.forEach(change -> changes.add(change.json()));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    State with(List<Waiting> others) {
        return new State(customerId, etag, version, preferences, essential, new ArrayList<>(others));
    }

    State plus(Waiting change) {
        List<Waiting> more = new ArrayList<>(waiting);
        more.add(change);
        return with(more);
    }

    /** With another form of a change that waits, or, when that is empty, without it. */
    State replacing(String key, Waiting other) {
        List<Waiting> others = new ArrayList<>();
        for (Waiting change : waiting) {
            if (!change.key.equals(key)) {
                others.add(change);
            } else if (other != null && !other.isEmpty()) {
                others.add(other);
            }
        }
        return with(others);
    }

    /** What the server says now, while what waits is still built on what it said before. */
    State seeing(Versioned<Preferences> read) {
        return waiting.isEmpty() ? knowing(read) : new State(customerId, etag, version, Json.mapper().valueToTree(read.value()), essential, waiting);
    }

    /** What the server says now, with all that waits built on it. */
    State knowing(Versioned<Preferences> read) {
        return new State(customerId, read.etag(), read.value().getVersion(), Json.mapper().valueToTree(read.value()), essential, waiting);
    }

    /** Which topics nobody can refuse. */
    State knowing(Set<String> essentialTopics) {
        return new State(customerId, etag, version, preferences, essentialTopics, waiting);
    }

    boolean isEssential(String topic) {
        return essential.contains(topic);
    }

    /** What holds, as the server said last. */
    JsonNode effective() {
        return preferences.path("effective");
    }

    /** What the customer chose, as the server said last. */
    Map<String, JsonNode> served() {
        return Settings.of(preferences.path("chosen"));
    }

    /** What the customer chose, with what waits. */
    Map<String, JsonNode> chosen() {
        Map<String, JsonNode> chosen = served();
        for (Waiting change : waiting) {
            chosen = Settings.patched(chosen, change.settings());
        }
        return chosen;
    }
}
