package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Brands;
import dev.heed.brand.Catalog;
import dev.heed.customer.CustomerId;
import dev.heed.decision.Audience;
import dev.heed.decision.Contact;
import dev.heed.decision.Decision;
import dev.heed.decision.Decisions;
import dev.heed.decision.Question;
import dev.heed.decision.Words;
import dev.heed.http.Idempotency.Written;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Times;
import dev.heed.store.Tx;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** "May I?" over HTTP, and the contacts that come of it. */
final class DecisionApi {
    private static final int MOST_LINE_BYTES = 256 << 10;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Form schema;
    private final Database database;
    private final Decisions decisions;
    private final PreferenceCenter preferences;
    private final Brands brands;
    private final Pages pages;
    private final Route.Handler reserving;

    /** @param schema of one question */
    DecisionApi(Form schema, Database database, Decisions decisions, PreferenceCenter preferences, Brands brands, Pages pages, Idempotency idempotency) {
        this.schema = schema;
        this.database = database;
        this.decisions = decisions;
        this.preferences = preferences;
        this.brands = brands;
        this.pages = pages;
        this.reserving = idempotency.once((tx, call) -> Written.of(Reply.bytes(200, Reply.JSON, decisions.reserve(tx, question(call, call.object()), call.caller().id()).bytes())));
    }

    /** One question, one answer; only where it asks for a place to be held is it a write. */
    Route.Handler decide() {
        return new Deciding();
    }

    private final class Deciding implements Route.Handler {
        @Override
        public Reply answer(Call call) {
            return reserves(call.object()) ? reserving.answer(call) : Reply.bytes(200, Reply.JSON, decide(call, call.object()).bytes());
        }

        @Override
        public boolean waits(Call call) {
            return !reserves(call.object());
        }
    }

    /** Whether a question asks for a place to be held. */
    static boolean reserves(ObjectNode json) {
        boolean reserves = json.path("reserve").booleanValue();
        if (reserves && json.has("at")) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "/at", "a place can be held now only; leave out at or reserve");
        }
        return reserves;
    }

    private Decision decide(Call call, ObjectNode json) {
        var at = at(json);
        return at.isPresent() ? decisions.decide(question(call, json), at.get()) : decisions.decide(question(call, json));
    }

    /** NDJSON in, NDJSON out. */
    Reply stream(Call call) {
        var stream = new DecisionStream(database, schema, call.requestId(), (tx, json) -> {
            boolean reserves = reserves(json);
            return (reserves ? decisions.reserve(tx.orElseThrow(), question(call, json), call.caller().id()) : decide(call, json)).bytes();
        });
        return Reply.stream(Reply.NDJSON, out -> stream.answer(new Lines(call.stream(), MOST_LINE_BYTES), out));
    }

    Reply audience(Call call) {
        var json = call.object();
        var campaign = new Audience.Campaign(call.brand(), json.get("channel").textValue(), json.get("topic").textValue(), purposes(json), caller(json));
        var at = at(json);
        if (call.accepts().equals(Reply.JSON)) {
            return Reply.json(200, decisions.audience(campaign, at).toJson());
        }
        decisions.refuseUnlessOffered(campaign);
        return Reply.stream(Reply.NDJSON, out -> {
            var buffered = new BufferedOutputStream(out, BUFFER_BYTES);
            decisions.members(campaign, at, customers -> {
                try {
                    for (var customer : customers) {
                        buffered.write(Json.bytes(Json.object().put("customerId", customer)));
                        buffered.write('\n');
                    }
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            buffered.flush();
        });
    }

    private static Optional<Instant> at(ObjectNode json) {
        return Optional.ofNullable(json.path("at").textValue()).map(text -> Times.parse(text, "/at"));
    }

    private static Question question(Call call, ObjectNode json) {
        return new Question(new CustomerId(call.brand(), json.get("customerId").textValue()), json.get("channel").textValue(), json.get("topic").textValue(),
            purposes(json), caller(json));
    }

    private static List<String> purposes(ObjectNode json) {
        var purposes = new ArrayList<String>();
        json.path("purposes").forEach(purpose -> purposes.add(purpose.textValue()));
        return purposes;
    }

    private static Optional<String> caller(ObjectNode json) {
        return Optional.ofNullable(json.path("caller").textValue());
    }

    Written record(Tx tx, Call call) {
        var question = question(call, call.object());
        return written(tx, call, 201, decisions.record(tx, question, at(call.object()), call.caller().id()), Optional.of(question.customer()));
    }

    Written confirm(Tx tx, Call call) {
        return written(tx, call, 200, decisions.confirm(tx, call.brand(), contactId(call)), Optional.empty());
    }

    Written release(Tx tx, Call call) {
        return written(tx, call, 200, decisions.release(tx, call.brand(), contactId(call)), Optional.empty());
    }

    private static UUID contactId(Call call) {
        return UUID.fromString(call.path().get("contactId"));
    }

    Reply contacts(Call call) {
        int limit = Pages.limit(call);
        var place = pages.place(call);
        return database.read(tx -> {
            var catalog = brands.catalog(tx, call.brand());
            var language = call.language(language(tx, call.customer()));
            var contacts = decisions.contacts(tx, call.customer(), place.before(), place.beforeId(), limit + 1);
            var items = Json.object().arrayNode();
            contacts.stream().limit(limit).forEach(contact -> items.add(json(contact, catalog, language)));
            var last = contacts.size() > limit ? Optional.of(contacts.get(limit - 1)) : Optional.<Contact>empty();
            return pages.reply(call, items, last.map(contact -> new Pages.Place(contact.at(), contact.id()).toString())).in(language);
        });
    }

    /** @param customer whose language to speak, where it is known */
    private Written written(Tx tx, Call call, int status, Contact contact, Optional<CustomerId> customer) {
        var catalog = brands.catalog(tx, call.brand());
        var language = call.language(customer.map(one -> language(tx, one)).orElse(catalog.brand().languages().get(0)));
        return Written.of(Reply.json(status, json(contact, catalog, language)).in(language));
    }

    private String language(Tx tx, CustomerId customer) {
        return preferences.newest(tx, customer).effective().language().value().textValue();
    }

    static ObjectNode json(Contact contact, Catalog catalog, String language) {
        var json = Json.object().put("contactId", contact.id().toString()).put("channel", contact.channel()).put("topic", contact.topic())
            .put("state", contact.state().id()).put("at", Times.text(contact.at()));
        contact.expiresAt().filter(end -> contact.state() == Contact.State.RESERVED).ifPresent(end -> json.put("expiresAt", Times.text(end)));
        if (contact.state() == Contact.State.WITHHELD) {
            var reasons = json.putArray("reasons");
            contact.reasons().forEach(reason -> reasons.add(reason.id()));
            json.put("times", contact.times());
        }
        return json.put("explanation", Words.explanation(contact, catalog, language));
    }
}
