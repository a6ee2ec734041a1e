package dev.heed.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.choice.SettingChange;
import dev.heed.consent.Circumstances;
import dev.heed.consent.ConsentRecord;
import dev.heed.export.Export.Content;
import dev.heed.export.Exports;
import dev.heed.http.Idempotency.Written;
import dev.heed.rights.AccessExport;
import dev.heed.rights.Erasure;
import dev.heed.rights.Findings;
import dev.heed.rights.Portability;
import dev.heed.rights.RightsRequest;
import dev.heed.rights.RightsRequest.Right;
import dev.heed.rights.RightsRequest.State;
import dev.heed.rights.RightsRequests;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Times;
import dev.heed.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A customer's rights over HTTP: a copy of everything, a document to take along and to bring, requests with their deadlines, and to be forgotten. */
final class RightsApi {
    private static final String HTML = "text/html";
    private static final String TREE_SIZE = "Heed-Tree-Size";
    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;
    private final AccessExport access;
    private final Portability portability;
    private final RightsRequests requests;
    private final Erasure erasure;
    private final Exports exports;
    private final Pages pages;

    RightsApi(Database database, Server.Rights rights, Exports exports, Pages pages) {
        this.database = database;
        this.access = rights.access();
        this.portability = rights.portability();
        this.requests = rights.requests();
        this.erasure = rights.erasure();
        this.exports = exports;
        this.pages = pages;
    }

    Reply export(Call call) {
        var customer = call.customer();
        long treeSize = access.treeSize(call.brand());
        boolean html = call.accepts().equals(HTML);
        var language = call.language(access.language(customer));
        var taking = taking(call, Content.ACCESS, html ? "html" : "json", treeSize);
        var reply = Reply.stream(html ? HTML + "; charset=utf-8" : Reply.JSON, out -> exports.handOver(taking, out,
            file -> access.tell(customer, language, treeSize, html ? access.page(file) : new AccessJson(file)))).with(TREE_SIZE, Long.toString(treeSize)).in(language);
        return html ? reply.with("Content-Security-Policy", AccessExport.pagePolicy()).with("Referrer-Policy", "no-referrer") : reply;
    }

    Reply portable(Call call) {
        var customer = call.customer();
        long treeSize = access.treeSize(call.brand());
        ObjectNode document = database.read(tx -> portability.document(tx, customer, treeSize));
        return Reply.stream(Reply.JSON, out -> exports.handOver(taking(call, Content.PORTABLE, "json", treeSize), out, file -> {
            file.write(Json.bytes(document));
            return 0;
        }));
    }

    private static Exports.Taking taking(Call call, Content content, String format, long treeSize) {
        return new Exports.Taking(call.brand(), content, format, call.caller().id(), treeSize, Json.object(), Optional.of(call.customer().id()));
    }

    Written take(Tx tx, Call call) {
        var imported = portability.take(tx, call.customer(), call.object());
        var language = call.language(imported.language());
        return Written.of(Reply.json(200, json(imported.version(), imported.findings(), language)).in(language));
    }

    private static ObjectNode json(long version, Findings findings, String language) {
        var json = Json.object().put("version", version);
        var applied = json.putArray("applied");
        findings.applied().forEach(change -> applied.add(json(change)));
        var kept = json.putArray("kept");
        findings.kept().forEach(choice -> kept.addObject().<ObjectNode>set("setting", ConsentRecord.json(choice.setting())).put("pointer", choice.pointer()).put("detail", choice.detail()));
        var suggested = json.putObject("suggested");
        suggested.set("patch", findings.suggested().toJson());
        var labels = suggested.putArray("labels");
        findings.labels(language).forEach(labels::add);
        var unmatched = json.putArray("unmatched");
        findings.unmatched().forEach(fault -> unmatched.addObject().put("pointer", fault.pointer()).put("detail", fault.detail()));
        return json;
    }

    private static ObjectNode json(SettingChange change) {
        var json = Json.object();
        json.set("setting", ConsentRecord.json(change.setting()));
        if (!change.before().isNull()) {
            json.set("before", change.before());
        }
        return json.set("after", change.after());
    }

    Written request(Tx tx, Call call) {
        var body = call.object();
        var request = requests.receive(tx, call.customer(), Right.of(body.get("right").textValue()), text(body, "note"));
        return Written.of(Reply.json(201, json(request)));
    }

    Written extend(Tx tx, Call call) {
        return Written.of(Reply.json(200, json(requests.extend(tx, call.brand(), requestId(call), call.object().get("reason").textValue()))));
    }

    Written close(Tx tx, Call call) {
        var body = call.object();
        return Written.of(Reply.json(200, json(requests.close(tx, call.brand(), requestId(call), body.get("outcome").textValue().equals("fulfilled"), text(body, "reason")))));
    }

    Reply erase(Call call) {
        var circumstances = Circumstances.of(Json.object().put("actor", "agent"));
        var erased = database.write(tx -> erasure.erase(tx, call.customer(), circumstances));
        return Reply.json(200, Json.object().put("index", erased.index()).put("at", Times.text(erased.at())).put("records", erased.records())
            .put("contacts", erased.contacts()).put("feedback", erased.feedback()).put("overwritten", erasure.overwrite()));
    }

    private static Optional<String> text(ObjectNode body, String member) {
        return Optional.ofNullable(body.path(member).textValue());
    }

    private static UUID requestId(Call call) {
        return UUID.fromString(call.path().get("requestId"));
    }

    Reply own(Call call) {
        int limit = Pages.limit(call);
        var place = pages.place(call);
        var customer = call.customer();
        return database.read(tx -> page(call, requests.ofCustomer(tx, customer, place.before(), place.beforeId(), limit + 1), RightsRequest::receivedAt));
    }

    Reply list(Call call) {
        var state = call.queried("state").map(State::of).orElse(State.OPEN);
        int limit = Pages.limit(call) + 1;
        if (state == State.CLOSED) {
            var place = pages.place(call);
            return database.read(tx -> page(call, requests.closed(tx, call.brand(), place.before(), place.beforeId(), limit), request -> request.closing().orElseThrow().at()));
        }
        // The soonest comes first: the place in the list is behind a moment, not before it.
        var place = pages.position(call).isEmpty() ? new Pages.Place(Instant.EPOCH, FIRST) : pages.place(call);
        return database.read(tx -> page(call, requests.open(tx, call.brand(), state == State.OVERDUE, place.before(), place.beforeId(), limit), RightsRequest::dueAt));
    }

    private Reply page(Call call, List<RightsRequest> found, Function<RightsRequest, Instant> at) {
        int limit = Pages.limit(call);
        ArrayNode items = Json.object().arrayNode();
        found.stream().limit(limit).forEach(request -> items.add(json(request)));
        var last = found.size() > limit ? Optional.of(found.get(limit - 1)) : Optional.<RightsRequest>empty();
        return pages.reply(call, items, last.map(request -> new Pages.Place(at.apply(request), request.id()).toString()));
    }

    private ObjectNode json(RightsRequest request) {
        return json(request, requests.state(request));
    }

    static ObjectNode json(RightsRequest request, State state) {
        var json = Json.object().put("requestId", request.id().toString());
        request.customerId().ifPresent(customerId -> json.put("customerId", customerId));
        json.put("right", request.right().id());
        request.note().ifPresent(note -> json.put("note", note));
        json.put("receivedAt", Times.text(request.receivedAt())).put("dueAt", Times.text(request.dueAt())).put("state", state.id());
        request.extension().ifPresent(extension -> {
            json.put("extendedAt", Times.text(extension.at()));
            if (!extension.reason().isEmpty()) {
                json.put("extensionReason", extension.reason());
            }
        });
        request.closing().ifPresent(closing -> {
            json.put("closedAt", Times.text(closing.at())).put("outcome", closing.outcome());
            closing.reason().ifPresent(reason -> json.put("outcomeReason", reason));
        });
        return json;
    }
}
