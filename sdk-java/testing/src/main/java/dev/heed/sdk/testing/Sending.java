package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Decisions, and the contacts that come of them. */
final class Sending {
    private static final Duration RESERVED = Duration.ofMinutes(15);

    private final Map<String, Person> reserved = new HashMap<>();

    private static void offered(JsonNode question, JsonNode catalog) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (String noun : new String[] {"channel", "topic"}) {
            String id = question.path(noun).asText();
            if (Holds.item(catalog.path(noun + "s"), id).isMissingNode()) {
                faults.put("/" + noun, "there is no " + noun + " " + id);
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.offered(faults);
        }
    }

    Reply record(JsonNode contact, Person person, JsonNode catalog, Instant now) {
        offered(contact, catalog);
        return Reply.json(201, contact(person, contact, "sent", new String[0], now));
    }

    Reply decide(JsonNode question, Person person, JsonNode catalog, Instant now) {
        offered(question, catalog);
        MayI mayI = new MayI(catalog, person, now);
        ObjectNode decision = mayI.decide(question);
        if (question.path("reserve").booleanValue()) {
            boolean allowed = decision.path("decision").asText().equals("allow");
            String[] reasons = mayI.against(question, question.path("channel").asText()).keySet().toArray(new String[0]);
            ObjectNode contact = contact(person, question, allowed ? "reserved" : "withheld", reasons, now);
            if (allowed) {
                contact.put("expiresAt", Json.text(now.plus(RESERVED)));
                ObjectNode place = decision.putObject("reservation");
                place.set("contactId", contact.get("contactId"));
                place.set("expiresAt", contact.get("expiresAt"));
            }
        }
        return Reply.json(200, decision);
    }

    private ObjectNode contact(Person person, JsonNode asked, String state, String[] reasons, Instant now) {
        ObjectNode contact = Json.mapper().createObjectNode().put("contactId", UUID.randomUUID().toString());
        contact.set("channel", asked.get("channel"));
        contact.set("topic", asked.get("topic"));
        contact.put("state", state).put("at", asked.path("at").asText(Json.text(now))).put("explanation", "FakeHeed: " + state);
        if (reasons.length > 0) {
            ArrayNode codes = contact.put("times", 1).putArray("reasons");
            for (String reason : reasons) {
                codes.add(reason);
            }
        }
        person.contacts.add(contact);
        reserved.put(contact.path("contactId").asText(), person);
        return contact;
    }

    Reply settle(String contactId, String state) {
        Person person = reserved.get(contactId);
        if (person == null) {
            throw Refusal.notFound();
        }
        ObjectNode contact = person.contacts.stream().filter(each -> each.path("contactId").asText().equals(contactId)).findFirst().orElseThrow(Refusal::notFound);
        if (!contact.path("state").asText().equals("reserved") && !contact.path("state").asText().equals(state)) {
            throw Refusal.of(409, "conflict", "Its place was settled otherwise.");
        }
        contact.put("state", state).remove("expiresAt");
        return Reply.json(200, contact);
    }
}
