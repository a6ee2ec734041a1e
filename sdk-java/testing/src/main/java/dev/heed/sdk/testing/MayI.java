package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers "may I?" from what was chosen. Caps, hours and callers are not weighed. */
final class MayI {
    private final JsonNode catalog;
    private final Person person;
    private final Instant now;
    private final ObjectNode effective;

    MayI(JsonNode catalog, Person person, Instant now) {
        this.catalog = catalog;
        this.person = person;
        this.now = now;
        this.effective = new Holds(catalog, person.chosen(), now).json(now);
    }

    /** Every reason against, by its code, with the moment until which it holds or an empty text. */
    Map<String, String> against(JsonNode question, String channel) {
        String topicId = question.path("topic").asText();
        JsonNode topic = Holds.item(catalog.path("topics"), topicId);
        JsonNode holds = effective.path("topics").path(topicId);
        boolean essential = Holds.isEssential(topic);
        boolean essentialHere = essential && Holds.yes(holds.path("channels").path(channel));
        boolean onConsent = topic.path("legalBasis").asText().equals("consent");
        Map<String, String> against = new LinkedHashMap<>();
        if (Holds.yes(effective.path("restricted")) && !essential) {
            against.put("restricted", "");
        }
        if (Holds.yes(effective.path("stopped")) && !essential) {
            against.put("stopped", "");
        }
        if (effective.path("paused").path("value").isObject() && !essential) {
            against.put("paused", effective.path("paused").path("value").path("until").asText());
        }
        if (onConsent && !Holds.yes(holds.path("allowed"))) {
            against.put("consent_missing", "");
        }
        for (JsonNode purpose : question.path("purposes")) {
            if (!Holds.yes(effective.path("purposes").path(purpose.asText()).path("allowed"))) {
                JsonNode asked = Holds.item(catalog.path("purposes"), purpose.asText());
                against.put(asked.path("legalBasis").asText().equals("consent") ? "consent_missing" : "purpose_refused", "");
            }
        }
        if (!Holds.yes(effective.path("channels").path(channel).path("allowed")) && !essentialHere) {
            against.put("channel_refused", "");
        }
        if (!essential && refused("/topics/" + topicId + "/allowed")) {
            against.put("topic_refused", "");
        }
        if (refused("/topics/" + topicId + "/channels/" + channel) && !essentialHere) {
            against.put("topic_channel_refused", "");
        }
        return against;
    }

    private boolean refused(String at) {
        JsonNode own = person.chosen().at(at);
        return own.isBoolean() && !own.booleanValue();
    }

    ObjectNode decide(JsonNode question) {
        String channel = question.path("channel").asText();
        Map<String, String> against = against(question, channel);
        ObjectNode json = Json.mapper().createObjectNode().put("decision", against.isEmpty() ? "allow" : "deny");
        ArrayNode reasons = json.putArray("reasons");
        String from = Json.text(now);
        for (Map.Entry<String, String> reason : against.entrySet()) {
            ObjectNode told = reasons.addObject().put("code", reason.getKey()).put("detail", reason.getKey().replace('_', ' '));
            if (!reason.getValue().isEmpty()) {
                told.put("until", reason.getValue());
            }
            from = from == null || reason.getValue().isEmpty() ? null : reason.getValue();
        }
        json.put("allowedFrom", from);
        json.set("onOverflow", effective.path("overflow").path("value"));
        alternatives(question, channel, json.putArray("alternatives"));
        ObjectNode style = json.putObject("style");
        for (String name : new String[] {"tone", "language", "relationship"}) {
            style.set(name, effective.path(name).path("value"));
        }
        ArrayNode purposes = style.putArray("purposes");
        effective.path("purposes").properties().forEach(purpose -> {
            if (Holds.yes(purpose.getValue().path("allowed"))) {
                purposes.add(purpose.getKey());
            }
        });
        json.putObject("basis").put("preferencesVersion", person.version()).put("catalogVersion", catalog.path("version").asLong()).put("treeSize", 0);
        return json;
    }

    private void alternatives(JsonNode question, String asked, ArrayNode alternatives) {
        String preferred = effective.path("preferredChannel").path("value").asText("");
        for (JsonNode channel : Holds.item(catalog.path("topics"), question.path("topic").asText()).path("channels")) {
            if (!channel.asText().equals(asked) && against(question, channel.asText()).isEmpty()) {
                alternatives.insert(channel.asText().equals(preferred) ? 0 : alternatives.size(), channel.asText());
            }
        }
    }
}
