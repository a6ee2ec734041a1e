package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** One customer, as far as they are known. */
final class Person {
    final List<ObjectNode> contacts = new ArrayList<>();
    /** Newest last. */
    final List<ObjectNode> history = new ArrayList<>();
    private final String id;
    private final Map<Choice, String> statuses = new TreeMap<>();
    private final Map<Choice, JsonNode> newest = new TreeMap<>();
    private final List<JsonNode> versions = new ArrayList<>();
    private Instant updatedAt;

    Person(String id) {
        this.id = id;
        this.versions.add(Json.mapper().createObjectNode());
    }

    long version() {
        return versions.size() - 1;
    }

    JsonNode chosen() {
        return versions.get(versions.size() - 1);
    }

    JsonNode chosenAt(long version) {
        if (version > version()) {
            throw Refusal.violation("/toVersion", "the newest version is " + version());
        }
        return versions.get((int) version);
    }

    String etag(JsonNode catalog) {
        return "\"" + version() + "." + catalog.path("version").asLong() + "\"";
    }

    ObjectNode json(JsonNode catalog, Instant now) {
        return json(catalog, chosen(), version(), updatedAt, now);
    }

    /** As they would be with other choices. */
    ObjectNode json(JsonNode catalog, JsonNode chosen, Instant now) {
        return chosen.equals(chosen()) ? json(catalog, now) : json(catalog, chosen, version() + 1, now, now);
    }

    private ObjectNode json(JsonNode catalog, JsonNode chosen, long version, Instant updatedAt, Instant now) {
        ObjectNode json = Json.mapper().createObjectNode().put("customerId", id).put("version", version).put("catalogVersion", catalog.path("version").asLong());
        if (updatedAt != null) {
            json.put("updatedAt", Json.text(updatedAt));
        }
        json.set("chosen", chosen);
        json.set("effective", new Holds(catalog, chosen, now).json(now));
        return json;
    }

    /** What differs, each with its value before and after; a JSON null where nothing was chosen. */
    Map<Choice, JsonNode[]> changes(JsonNode after) {
        Map<Choice, JsonNode> was = Choice.all(chosen());
        Map<Choice, JsonNode> is = Choice.all(after);
        TreeSet<Choice> all = new TreeSet<>(was.keySet());
        all.addAll(is.keySet());
        Map<Choice, JsonNode[]> changes = new TreeMap<>();
        for (Choice choice : all) {
            JsonNode before = was.getOrDefault(choice, NullNode.instance);
            JsonNode now = is.getOrDefault(choice, NullNode.instance);
            if (!before.equals(now)) {
                changes.put(choice, new JsonNode[] {before, now});
            }
        }
        return changes;
    }

    /** Makes the next version; {@code firstIndex} is the place of its first record in the log. Returns how many records it made. */
    int change(JsonNode catalog, JsonNode after, JsonNode circumstances, long firstIndex, Instant now) {
        Map<Choice, JsonNode[]> changes = changes(after);
        if (changes.isEmpty()) {
            return 0;
        }
        versions.add(after);
        updatedAt = now;
        UUID changeId = UUID.randomUUID();
        ObjectNode item = Json.mapper().createObjectNode().put("type", "change").put("at", Json.text(now));
        ArrayNode records = item.putObject("change").put("id", changeId.toString()).put("preferencesVersion", version()).putArray("records");
        changes.forEach((choice, values) -> {
            ObjectNode record = records.addObject().put("index", firstIndex + records.size() - 1).put("id", UUID.randomUUID().toString())
                    .put("kind", choice.isConsent() ? "consent" : "preference");
            record.set("setting", choice.json());
            if (choice.isConsent()) {
                status(catalog, choice, values[1], record);
            }
            record.put("surface", circumstances.path("surface").asText("api")).put("actor", circumstances.path("actor").asText("customer"))
                    .put("catalogVersion", catalog.path("version").asLong())
                    .put("occurredAt", circumstances.has("occurredAt") ? Json.text(OffsetDateTime.parse(circumstances.path("occurredAt").asText()).toInstant()) : Json.text(now))
                    .put("recordedAt", Json.text(now)).put("entryHash", "").put("customerId", id).put("changeId", changeId.toString()).put("preferencesVersion", version());
            record.set("value", values[1]);
            if (circumstances.has("reason")) {
                record.set("reason", circumstances.get("reason"));
            }
            newest.put(choice, record);
        });
        history.add(item);
        return changes.size();
    }

    private void status(JsonNode catalog, Choice choice, JsonNode value, ObjectNode record) {
        String before = statuses.getOrDefault(choice, "unknown");
        String after = value.booleanValue() ? "given" : before.equals("given") ? "withdrawn" : value.isNull() ? "unknown" : "refused";
        statuses.put(choice, after);
        record.put("status", after).put("previousStatus", before);
        JsonNode asked = Holds.item(catalog.path(choice.type.equals("purpose") ? "purposes" : "topics"), choice.id);
        record.put("legalBasis", asked.path("legalBasis").asText());
    }

    /** Where each consent stands. */
    ObjectNode consents(JsonNode catalog, Instant now) {
        JsonNode effective = new Holds(catalog, chosen(), now).json(now);
        ObjectNode json = Json.mapper().createObjectNode();
        ArrayNode items = json.putArray("items");
        for (String kind : new String[] {"topic", "purpose"}) {
            for (JsonNode asked : catalog.path(kind + "s")) {
                Choice choice = Choice.of(kind, asked.path("id").asText());
                ObjectNode item = items.addObject();
                item.set("setting", choice.json());
                item.put("legalBasis", asked.path("legalBasis").asText()).put("status", statuses.getOrDefault(choice, "unknown"))
                        .put("permitted", Holds.yes(effective.path(kind + "s").path(choice.id).path("allowed")));
                if (newest.containsKey(choice)) {
                    item.set("since", newest.get(choice).get("recordedAt"));
                    item.set("index", newest.get(choice).get("index"));
                }
            }
        }
        return json;
    }

    String status(Choice choice) {
        return statuses.getOrDefault(choice, "unknown");
    }
}
