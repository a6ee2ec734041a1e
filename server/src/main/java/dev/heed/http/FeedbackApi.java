package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.feedback.Feedback;
import dev.heed.feedback.Remark;
import dev.heed.feedback.Verdict;
import dev.heed.http.Idempotency.Written;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Times;
import dev.heed.store.Tx;
import java.util.Optional;
import java.util.UUID;

/** What customers say of how they are dealt with, over HTTP. */
final class FeedbackApi {
    private final Database database;
    private final Feedback feedback;
    private final Pages pages;

    FeedbackApi(Database database, Feedback feedback, Pages pages) {
        this.database = database;
        this.feedback = feedback;
        this.pages = pages;
    }

    Written give(Tx tx, Call call) {
        var body = call.object();
        var given = feedback.give(tx, call.customer(), Optional.ofNullable(body.path("contactId").textValue()).map(UUID::fromString),
            Verdict.of(body.get("verdict").textValue()), Optional.ofNullable(body.path("comment").textValue()), call::language);
        var json = Json.object().put("feedbackId", given.remark().id().toString()).put("at", Times.text(given.remark().at())).put("verdict", given.remark().verdict().id());
        var suggestions = json.putArray("suggestions");
        given.suggestions().forEach(suggestion -> suggestions.addObject().put("label", suggestion.label()).set("patch", suggestion.patch()));
        return Written.of(Reply.json(201, json).in(given.language()));
    }

    Reply list(Call call) {
        int limit = Pages.limit(call);
        var place = pages.place(call);
        return database.read(tx -> {
            var remarks = feedback.newest(tx, call.brand(), place.before(), place.beforeId(), limit + 1);
            var page = Json.object();
            var items = page.putArray("items");
            remarks.stream().limit(limit).forEach(remark -> items.add(json(remark)));
            var counts = page.putArray("counts");
            feedback.counts(tx, call.brand()).forEach(count -> counts.add(json(count)));
            var last = remarks.size() > limit ? Optional.of(remarks.get(limit - 1)) : Optional.<Remark>empty();
            return pages.reply(call, page, last.map(remark -> new Pages.Place(remark.at(), remark.id()).toString()));
        });
    }

    static ObjectNode json(Remark remark) {
        var json = Json.object().put("feedbackId", remark.id().toString()).put("customerId", remark.customerId());
        remark.contactId().ifPresent(contactId -> json.put("contactId", contactId.toString()));
        remark.channel().ifPresent(channel -> json.put("channel", channel));
        remark.topic().ifPresent(topic -> json.put("topic", topic));
        json.put("verdict", remark.verdict().id());
        remark.comment().ifPresent(comment -> json.put("comment", comment));
        return json.put("at", Times.text(remark.at()));
    }

    private static ObjectNode json(Feedback.Count count) {
        var json = Json.object();
        count.topic().ifPresent(topic -> json.put("topic", topic));
        count.channel().ifPresent(channel -> json.put("channel", channel));
        return json.put("verdict", count.verdict().id()).put("count", count.count());
    }
}
