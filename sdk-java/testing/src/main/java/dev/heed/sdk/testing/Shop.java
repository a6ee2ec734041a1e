package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One brand and its customers, and what is answered to whom. One request at a time. */
final class Shop {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Clock clock;
    private final List<ObjectNode> catalogs = new ArrayList<>();
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, Object[]> given = new HashMap<>();
    private final Sending sending = new Sending();
    private final UnaryOperator<String> tokens;
    private long records;

    /** @param tokens makes a token for a customer */
    Shop(ObjectNode catalog, Clock clock, UnaryOperator<String> tokens) {
        this.clock = clock;
        this.tokens = tokens;
        publish(catalog);
    }

    synchronized void publish(ObjectNode catalog) {
        catalogs.add(catalog.put("version", catalogs.size() + 1L).put("publishedAt", Json.text(clock.instant())));
    }

    private ObjectNode catalog() {
        return catalogs.get(catalogs.size() - 1);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @param caller the customer who calls; empty for the brand */
    synchronized Reply answer(FakeRequest request, String caller) {
        String key = request.header("Idempotency-Key").map(quoted -> caller + ' ' + quoted.replace("\"", "")).orElse(null);
        String content = request.toString() + request.header("If-Match").orElse("") + request.body();
        if (key == null || !given.containsKey(key)) {
            Reply reply = route(request, caller);
            if (key != null) {
                given.put(key, new Object[] {content, reply});
            }
            return reply;
        }
        if (!given.get(key)[0].equals(content)) {
            Map<String, String> fault = Collections.singletonMap("header/Idempotency-Key", "this key came with another request before");
            throw new Refusal(422, "idempotency_key_reused", "Use a fresh Idempotency-Key for each intent.", fault);
        }
        return (Reply) given.get(key)[1];
    }

    private Reply route(FakeRequest request, String caller) {
        List<String> steps = request.steps();
        String path = request.method() + " " + String.join("/", steps);
        if (path.equals("GET v1/catalog")) {
            return catalog(request);
        }
        if (steps.size() >= 4 && steps.get(1).equals("customers")) {
            return customer(request, caller, steps);
        }
        if (!caller.isEmpty()) {
            throw Refusal.of(403, "forbidden", "Use a key whose role allows it.");
        }
        if (path.equals("POST v1/decisions") || path.equals("POST v1/contacts")) {
            Person person = person(request.json().path("customerId").asText());
            return path.endsWith("decisions") ? sending.decide(request.json(), person, catalog(), now()) : sending.record(request.json(), person, catalog(), now());
        }
        if (path.matches("POST v1/contacts/[^/]+/(confirm|release)")) {
            return sending.settle(steps.get(2), steps.get(3).equals("confirm") ? "sent" : "released");
        }
        throw Refusal.notPlayed();
    }

    private Reply catalog(FakeRequest request) {
        int version = request.query("version").map(Integer::parseInt).orElse(catalogs.size());
        if (version > catalogs.size()) {
            throw Refusal.notFound();
        }
        return unlessKnown(request, "\"" + version + "\"", catalogs.get(version - 1));
    }

    private static Reply unlessKnown(FakeRequest request, String etag, JsonNode json) {
        boolean known = request.header("If-None-Match").filter(etag::equals).isPresent();
        return (known ? Reply.nothing(304) : Reply.json(200, json)).with("ETag", etag);
    }

    private Reply customer(FakeRequest request, String caller, List<String> steps) {
        String id = steps.get(2).equals("~") && !caller.isEmpty() ? caller : steps.get(2);
        if (!caller.isEmpty() && !caller.equals(id)) {
            throw Refusal.notFound();
        }
        Person person = person(id);
        switch (request.method() + " " + String.join("/", steps.subList(3, steps.size()))) {
            case "GET preferences":
                return unlessKnown(request, person.etag(catalog()), person.json(catalog(), now()));
            case "PATCH preferences":
                return change(request, person);
            case "POST preferences/preview":
                return preview(request, person);
            case "POST preferences/revert":
                return apply(request, person, person.chosenAt(request.json().path("toVersion").asLong()));
            case "GET history":
                return page(request, person.history);
            case "GET contacts":
                return page(request, person.contacts);
            case "GET consents":
                return Reply.json(200, person.consents(catalog(), now()));
            case "POST feedback":
                return feedback(request.json(), person);
            case "POST tokens":
                return token(request.json(), caller, id);
            default:
                throw Refusal.notPlayed();
        }
    }

    private Reply token(JsonNode asked, String caller, String id) {
        if (!caller.isEmpty()) {
            throw Refusal.of(403, "forbidden", "Use a key whose role allows it.");
        }
        Instant end = now().plusSeconds(asked.path("ttlSeconds").asLong(900));
        return Reply.json(201, Json.mapper().createObjectNode().put("token", tokens.apply(id)).put("customerId", id).put("expiresAt", Json.text(end)));
    }

    private Person person(String id) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._~:-]{0,127}")) {
            throw Refusal.violation("path/customerId", "this is no customer id");
        }
        return people.computeIfAbsent(id, Person::new);
    }

    private JsonNode patched(FakeRequest request, Person person) {
        if (!request.header("Content-Type").orElse("").startsWith(MERGE_PATCH)) {
            throw Refusal.of(415, "unsupported_media_type", "Send " + MERGE_PATCH + ".");
        }
        JsonNode patch = request.json();
        Review.form(patch);
        return Choice.merged(person.chosen(), patch.get("chosen"));
    }

    private Reply change(FakeRequest request, Person person) {
        return apply(request, person, patched(request, person));
    }

    private Reply apply(FakeRequest request, Person person, JsonNode after) {
        if (request.header("If-Match").filter(etag -> !etag.equals(person.etag(catalog()))).isPresent()) {
            throw Refusal.of(412, "stale_version", "Read it again.");
        }
        JsonNode circumstances = request.json().path("circumstances");
        review(person, after, circumstances);
        records += person.change(catalog(), after, circumstances, records, now());
        return Reply.json(200, person.json(catalog(), now())).with("ETag", person.etag(catalog()));
    }

    private void review(Person person, JsonNode after, JsonNode circumstances) {
        Map<Choice, JsonNode> chosen = new LinkedHashMap<>();
        person.changes(after).forEach((choice, values) -> {
            if (!values[1].isNull()) {
                chosen.put(choice, values[1]);
            }
        });
        Map<String, String> faults = Review.faults(catalog(), chosen);
        if (circumstances.has("occurredAt")) {
            Instant at = java.time.OffsetDateTime.parse(circumstances.path("occurredAt").asText()).toInstant();
            if (at.isAfter(now().plus(Duration.ofMinutes(1))) || at.isBefore(now().minus(Duration.ofDays(30)))) {
                faults.put("/circumstances/occurredAt", "this is in the future, or more than 30 days ago");
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.offered(faults);
        }
    }

    private Reply preview(FakeRequest request, Person person) {
        JsonNode after = patched(request, person);
        review(person, after, request.json().path("circumstances"));
        ObjectNode is = person.json(catalog(), after, now());
        JsonNode was = person.json(catalog(), now()).path("effective");
        double before = Outlook.perWeek(catalog(), was);
        double then = Outlook.perWeek(catalog(), is.path("effective"));
        ObjectNode json = Json.mapper().createObjectNode().put("summary", Outlook.sentence(before, then));
        json.putObject("messagesPerWeek").put("before", before).put("after", then);
        ArrayNode changes = json.putArray("changes");
        person.changes(after).forEach((choice, values) -> {
            ObjectNode change = changes.addObject();
            change.set("setting", choice.json());
            if (!values[0].isNull()) {
                change.set("before", values[0]);
            }
            if (!values[1].isNull()) {
                change.set("after", values[1]);
            }
        });
        ArrayNode stops = json.putArray("stops");
        ArrayNode starts = json.putArray("starts");
        ArrayNode continues = json.putArray("continues");
        was.path("topics").properties().forEach(topic -> {
            boolean came = !Outlook.channels(topic.getValue()).isEmpty();
            boolean comes = !Outlook.channels(is.path("effective").path("topics").path(topic.getKey())).isEmpty();
            if (came || comes) {
                (came ? comes ? continues : stops : starts).add(topic.getKey());
            }
        });
        json.set("preferences", is);
        return Reply.json(200, json);
    }

    /** Newest first; the cursor counts how many older ones are left. */
    private static Reply page(FakeRequest request, List<ObjectNode> oldestFirst) {
        int left = request.query("cursor").map(Integer::parseInt).orElse(oldestFirst.size());
        int limit = request.query("limit").map(Integer::parseInt).orElse(50);
        ObjectNode json = Json.mapper().createObjectNode();
        ArrayNode items = json.putArray("items");
        while (left > 0 && items.size() < limit) {
            items.add(oldestFirst.get(--left));
        }
        return Reply.json(200, left > 0 ? json.put("next", Integer.toString(left)) : json);
    }

    private Reply feedback(JsonNode said, Person person) {
        if (said.has("contactId") && person.contacts.stream().noneMatch(contact -> contact.get("contactId").equals(said.get("contactId")))) {
            throw new Refusal(404, "not_found", "Check the contact.", Collections.singletonMap("/contactId", "this is no contact of this customer's"));
        }
        ObjectNode json = Json.mapper().createObjectNode().put("feedbackId", UUID.randomUUID().toString()).put("at", Json.text(now()));
        json.set("verdict", said.get("verdict"));
        json.putArray("suggestions");
        return Reply.json(201, json);
    }
}
