package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Whether the catalog offers what somebody wants to choose: every fault, by its pointer. Pure. */
final class Review {
    private static final Set<String> MEMBERS = new HashSet<>(Arrays.asList("language", "timeZone", "tone", "relationship", "restricted", "stopped", "paused", "frequency", "contactHours",
            "overflow", "preferredChannel", "channels", "topics", "purposes"));

    private final JsonNode catalog;
    private final Map<String, String> faults = new LinkedHashMap<>();

    private Review(JsonNode catalog) {
        this.catalog = catalog;
    }

    /** Refuses what the contract does not name. */
    static void form(JsonNode patch) {
        if (!patch.path("chosen").isObject()) {
            throw Refusal.violation("/chosen", "this is required, and an object");
        }
        patch.get("chosen").fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                throw Refusal.violation("/chosen/" + member, "there is no such member");
            }
        });
    }

    static Map<String, String> faults(JsonNode catalog, Map<Choice, JsonNode> chosen) {
        Review review = new Review(catalog);
        chosen.forEach(review::check);
        return review.faults;
    }

    private void check(Choice choice, JsonNode value) {
        switch (choice.type) {
            case "language":
                when(!Holds.contains(catalog.path("brand").path("languages"), value.asText()), choice, "there is no language " + value.asText());
                break;
            case "time_zone":
                when(!ZoneId.getAvailableZoneIds().contains(value.asText()), choice, "there is no time zone of this name");
                break;
            case "paused":
                when(!isMoment(value.path("until").asText()), choice, "until is no date and time of RFC 3339");
                break;
            case "tone":
            case "relationship":
                offered(choice, choice.type, value.asText());
                break;
            case "preferred_channel":
                offered(choice, "channel", value.asText());
                break;
            case "topic":
            case "topic_frequency":
                topic(choice, value);
                break;
            case "topic_channel":
                if (offered(choice, "topic", choice.id) && offered(choice, "channel", choice.channel)) {
                    when(!Holds.contains(Holds.item(catalog.path("topics"), choice.id).path("channels"), choice.channel), choice, "the topic does not come on this channel");
                }
                break;
            case "purpose":
                if (offered(choice, "purpose", choice.id)) {
                    String basis = Holds.item(catalog.path("purposes"), choice.id).path("legalBasis").asText();
                    when(!value.booleanValue() && (basis.equals("contract") || basis.equals("legal_obligation")), choice, "the purpose cannot be refused");
                }
                break;
            default:
                if (choice.type.startsWith("channel")) {
                    offered(choice, "channel", choice.id);
                }
        }
    }

    private void topic(Choice choice, JsonNode value) {
        if (offered(choice, "topic", choice.id)) {
            boolean essential = Holds.isEssential(Holds.item(catalog.path("topics"), choice.id));
            when(essential && choice.type.equals("topic_frequency"), choice, "the topic is essential and cannot be capped");
            when(essential && choice.type.equals("topic") && !value.booleanValue(), choice, "the topic is essential and cannot be refused");
        }
    }

    private static boolean isMoment(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean offered(Choice choice, String noun, String id) {
        boolean offered = !Holds.item(catalog.path(noun + "s"), id).isMissingNode();
        when(!offered, choice, "there is no " + noun + " " + id);
        return offered;
    }

    private void when(boolean wrong, Choice choice, String detail) {
        if (wrong) {
            faults.put(choice.pointer(), detail);
        }
    }
}
