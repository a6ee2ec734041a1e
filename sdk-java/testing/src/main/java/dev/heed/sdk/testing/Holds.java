package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.sdk.internal.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Predicate;

/** What holds, given what was chosen and what the catalog offers. Consents and notices never lapse here. Pure. */
final class Holds {
    private final JsonNode catalog;
    private final JsonNode chosen;
    private final JsonNode preset;
    private final boolean silent;
    private final boolean restricted;

    Holds(JsonNode catalog, JsonNode chosen, Instant now) {
        this.catalog = catalog;
        this.chosen = chosen;
        this.preset = item(catalog.path("relationships"), chosen.path("relationship").asText("")).path("preset");
        this.restricted = chosen.path("restricted").booleanValue();
        this.silent = restricted || chosen.path("stopped").booleanValue() || !paused(now).isNull();
    }

    /** The item of a list with this id; missing when there is none. */
    static JsonNode item(JsonNode list, String id) {
        for (JsonNode item : list) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    /** As the contract has it. */
    ObjectNode json(Instant now) {
        ObjectNode json = Json.mapper().createObjectNode();
        JsonNode brand = catalog.path("brand");
        json.set("language", known("/language", language -> contains(brand.path("languages"), language), brand.path("languages").path(0)));
        json.set("timeZone", resolved("/timeZone", brand.path("timeZone"), "catalog"));
        json.set("tone", known("/tone", tone -> !item(catalog.path("tones"), tone).isMissingNode(), catalog.path("tones").path(0).path("id")));
        json.set("relationship", known("/relationship", id -> !item(catalog.path("relationships"), id).isMissingNode(), NullNode.instance));
        json.set("restricted", resolved("/restricted", BooleanNode.FALSE, "catalog"));
        json.set("stopped", resolved("/stopped", BooleanNode.FALSE, "catalog"));
        json.set("paused", paused(now).isNull() ? value(NullNode.instance, "catalog") : value(paused(now), "customer"));
        json.set("frequency", cap("/frequency", ""));
        json.set("contactHours", resolved("/contactHours", NullNode.instance, "catalog"));
        json.set("overflow", resolved("/overflow", TextNode.valueOf("drop"), "catalog"));
        json.set("preferredChannel", known("/preferredChannel", id -> !item(catalog.path("channels"), id).isMissingNode(), NullNode.instance));
        ObjectNode channels = json.putObject("channels");
        catalog.path("channels").forEach(channel -> channels.set(channel.path("id").asText(), channel(channel)));
        ObjectNode topics = json.putObject("topics");
        catalog.path("topics").forEach(topic -> topics.set(topic.path("id").asText(), topic(topic)));
        ObjectNode purposes = json.putObject("purposes");
        catalog.path("purposes").forEach(purpose -> purposes.putObject(purpose.path("id").asText()).set("allowed", purpose(purpose)));
        return json;
    }

    private JsonNode paused(Instant now) {
        JsonNode pause = chosen.path("paused");
        boolean holds = pause.has("until") && OffsetDateTime.parse(pause.path("until").asText()).toInstant().isAfter(now);
        return holds ? pause : NullNode.instance;
    }

    private ObjectNode channel(JsonNode channel) {
        String at = "/channels/" + channel.path("id").asText();
        ObjectNode json = Json.mapper().createObjectNode();
        json.set("allowed", resolved(at + "/allowed", BooleanNode.TRUE, "catalog"));
        json.set("frequency", cap(at + "/frequency", channel.path("id").asText()));
        json.set("contactHours", resolved(at + "/contactHours", NullNode.instance, "catalog"));
        if (!channel.path("callers").isEmpty()) {
            json.set("callers", resolved(at + "/callers", channel.path("callers"), "catalog"));
        }
        return json;
    }

    private ObjectNode topic(JsonNode topic) {
        String at = "/topics/" + topic.path("id").asText();
        boolean essential = isEssential(topic);
        boolean obliged = topic.path("legalBasis").asText().equals("legal_obligation");
        ObjectNode allowed = essential ? value(BooleanNode.TRUE, obliged ? "law" : "catalog") : permitted(at + "/allowed", topic);
        ObjectNode json = Json.mapper().createObjectNode();
        json.set("allowed", allowed);
        json.set("frequency", essential ? value(NullNode.instance, "catalog") : resolved(at + "/frequency", NullNode.instance, "catalog"));
        ObjectNode channels = json.putObject("channels");
        boolean any = false;
        for (JsonNode channel : topic.path("channels")) {
            ObjectNode onAll = resolved("/channels/" + channel.asText() + "/allowed", BooleanNode.TRUE, "catalog");
            ObjectNode holds = !essential && silent ? value(BooleanNode.FALSE, "customer") : !yes(allowed) ? allowed : !yes(onAll) ? onAll
                    : resolved(at + "/channels/" + channel.asText(), allowed.get("value"), allowed.path("from").asText());
            channels.set(channel.asText(), holds);
            any |= yes(holds);
        }
        if (essential && !any) {
            // It cannot be refused: it must stay possible somewhere.
            topic.path("channels").forEach(channel -> channels.set(channel.asText(), allowed));
        }
        return json;
    }

    private ObjectNode purpose(JsonNode purpose) {
        String basis = purpose.path("legalBasis").asText();
        if (basis.equals("legal_obligation") || basis.equals("contract")) {
            return value(BooleanNode.TRUE, basis.equals("contract") ? "catalog" : "law");
        }
        return restricted ? value(BooleanNode.FALSE, "customer") : permitted("/purposes/" + purpose.path("id").asText() + "/allowed", purpose);
    }

    static boolean isEssential(JsonNode topic) {
        return topic.path("category").asText().equals("essential");
    }

    /** A yes to what rests on consent must be the customer's own. */
    private ObjectNode permitted(String at, JsonNode asked) {
        boolean onConsent = asked.path("legalBasis").asText().equals("consent");
        ObjectNode choice = resolved(at, BooleanNode.valueOf(!onConsent), onConsent ? "law" : "catalog");
        boolean good = !onConsent || !yes(choice) || choice.path("from").asText().equals("customer");
        return good ? choice : value(BooleanNode.FALSE, "law");
    }

    private ObjectNode known(String at, Predicate<String> offered, JsonNode otherwise) {
        ObjectNode choice = resolved(at, NullNode.instance, "catalog");
        return choice.get("value").isTextual() && offered.test(choice.get("value").textValue()) ? choice : value(otherwise, "catalog");
    }

    private ObjectNode cap(String at, String channel) {
        ObjectNode choice = resolved(at, NullNode.instance, "catalog");
        JsonNode policy = NullNode.instance;
        for (JsonNode cap : catalog.path("policy").path("caps")) {
            if (cap.path("channel").asText("").equals(channel)) {
                policy = cap;
            }
        }
        boolean chosenIsStricter = policy.isNull() || !choice.get("value").isNull() && perWeek(choice.get("value")) <= perWeek(policy);
        return chosenIsStricter ? choice : value(Json.mapper().createObjectNode().<ObjectNode>set("max", policy.get("max")).set("per", policy.get("per")), "policy");
    }

    static double perWeek(JsonNode frequency) {
        String per = frequency.path("per").asText();
        return frequency.path("max").asDouble() * 7 / (per.equals("day") ? 1 : per.equals("week") ? 7 : 30);
    }

    private ObjectNode resolved(String at, JsonNode otherwise, String from) {
        JsonNode own = chosen.at(at);
        if (!own.isMissingNode()) {
            return value(own, "customer");
        }
        JsonNode byPreset = preset.at(at);
        return byPreset.isMissingNode() ? value(otherwise, from) : value(byPreset, "relationship");
    }

    private static ObjectNode value(JsonNode value, String from) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.set("value", value);
        return json.put("from", from);
    }

    static boolean yes(JsonNode resolved) {
        return resolved.path("value").booleanValue();
    }


    static boolean contains(JsonNode list, String text) {
        for (JsonNode item : list) {
            if (item.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
