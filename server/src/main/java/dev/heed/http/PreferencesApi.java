package dev.heed.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Catalog.Asked;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.consent.Circumstances;
import dev.heed.consent.ConsentRecord;
import dev.heed.consent.Consents;
import dev.heed.consent.Logged;
import dev.heed.customer.CustomerId;
import dev.heed.decision.Decisions;
import dev.heed.decision.LastMonth;
import dev.heed.http.Idempotency.Written;
import dev.heed.preferences.Change;
import dev.heed.preferences.Document;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.preferences.Preferences;
import dev.heed.preferences.Reach;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Times;
import dev.heed.store.Tx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A customer's preferences over HTTP. */
final class PreferencesApi {
    private final Database database;
    private final PreferenceCenter center;
    private final Consents consents;
    private final Decisions decisions;
    private final Pages pages;

    PreferencesApi(Database database, PreferenceCenter center, Consents consents, Decisions decisions, Pages pages) {
        this.database = database;
        this.center = center;
        this.consents = consents;
        this.decisions = decisions;
        this.pages = pages;
    }

    Reply read(Call call) {
        if (call.caller().isLink()) {
            return readByLink(call);
        }
        var document = call.moment("asOf").map(moment -> center.asOf(call.customer(), moment)).orElseGet(() -> center.read(call.customer()));
        return call.has(document.etag()) ? Reply.nothing(304).with("ETag", document.etag()) : reply(document);
    }

    private Reply readByLink(Call call) {
        if (call.queried("asOf").isPresent()) {
            throw Problem.of(Kind.FORBIDDEN, "A link shows the settings as they are now; sign in with the brand to see earlier ones.");
        }
        var document = center.current(call.customer()).unnamed().document();
        return call.has(document.etag()) ? Reply.nothing(304).with("ETag", document.etag()) : reply(document);
    }

    private static Reply reply(Document document) {
        return Reply.bytes(200, Reply.JSON, document.body()).with("ETag", document.etag());
    }

    /** PATCH: a merge patch of the customer's choices. */
    Idempotency.Write change() {
        return new Changing() {
            @Override
            public Function<Tx, Written> ahead(Call call) {
                var changing = center.changing(call.customer(), change(call));
                return tx -> written(call, changing.apply(tx));
            }

            @Override
            public Written apply(Tx tx, Call call) {
                return ahead(call).apply(tx);
            }
        };
    }

    /** The way back to an earlier version. */
    Idempotency.Write revert() {
        return new Changing() {
            @Override
            public Written apply(Tx tx, Call call) {
                return written(call, center.revert(tx, call.customer(), call.object().get("toVersion").longValue(), circumstances(call), call.fresh(Preferences::etag), reach(call)));
            }
        };
    }

    /** A write that answers with preferences: which version, of which catalog, resolved for when, is enough to answer again. */
    private abstract class Changing implements Idempotency.Write {
        Written written(Call call, Preferences after) {
            var memory = Json.object().arrayNode().add(after.version()).add(after.catalog().version()).add(after.at().toEpochMilli());
            return Written.recalled(memory, () -> reply(shown(call, after).document()));
        }

        @Override
        public Reply again(Tx tx, Call call, ArrayNode memory) {
            return reply(shown(call, center.recall(tx, call.customer(), memory.get(0).longValue(), memory.get(1).longValue(), Idempotency.moment(memory, 2))).document());
        }
    }

    /** Whoever opened a link does not learn whose settings they are. */
    private static Preferences shown(Call call, Preferences preferences) {
        return call.caller().isLink() ? preferences.unnamed() : preferences;
    }

    Reply preview(Call call) {
        var preview = center.preview(call.customer(), change(call));
        var language = call.language(call.caller().language().orElse(preview.before().effective().language().value().textValue()));
        if (call.caller().isLink()) {
            return Reply.json(200, preview.unnamed().toJson(language)).in(language);
        }
        var json = preview.toJson(language);
        json.set("lastMonth", lastMonth(preview.after()).toJson(language));
        return Reply.json(200, json).in(language);
    }

    private LastMonth lastMonth(Preferences previewed) {
        return LastMonth.of(previewed, database.read(tx -> decisions.sent(tx, previewed.customer(), previewed.at().minus(LastMonth.LENGTH))));
    }

    private static Change change(Call call) {
        return new Change((ObjectNode) call.object().get("chosen"), circumstances(call), call.fresh(Preferences::etag), reach(call));
    }

    private static Reach reach(Call call) {
        return call.caller().isLink() ? Reach.LESS_CONTACT : Reach.ANYTHING;
    }

    private static Circumstances circumstances(Call call) {
        var given = call.object().path("circumstances");
        boolean actsForAnother = given.has("actorId") || !given.path("actor").asText("customer").equals("customer");
        if (call.caller().customer().isPresent() && actsForAnother) {
            throw Problem.of(Kind.FORBIDDEN, "With a customer token, or a link, only the customer acts; leave out actor and actorId.");
        }
        var told = Circumstances.of(given);
        return call.caller().isLink() ? told.on("link") : told;
    }

    Reply history(Call call) {
        var customer = call.customer();
        long below = pages.position(call).map(Long::valueOf).orElse(Long.MAX_VALUE);
        int limit = Pages.limit(call);
        return database.read(tx -> {
            var history = History.of(center, tx, customer, below, limit);
            var items = Json.object().arrayNode();
            history.changes().forEach(change -> items.add(json(change)));
            return pages.reply(call, items, history.next().map(String::valueOf));
        });
    }

    private static ObjectNode json(List<Logged> change) {
        var first = change.get(0).record();
        var personal = first.personal().orElseThrow();
        var item = Json.object().put("type", "change").put("at", Times.text(first.recordedAt()));
        var json = item.putObject("change").put("id", personal.changeId().toString()).put("preferencesVersion", personal.preferencesVersion());
        var records = json.putArray("records");
        change.forEach(record -> records.add(record.toJson()));
        return item;
    }

    Reply consents(Call call) {
        return database.read(tx -> {
            var preferences = center.newest(tx, call.customer());
            var effective = preferences.effective();
            var items = Json.object().arrayNode();
            preferences.catalog().topics().values().forEach(topic -> items.add(consent(tx, call, preferences, Setting.of(Type.TOPIC, topic.id()), topic,
                effective.topic(topic.id()).allowed().yes())));
            preferences.catalog().purposes().values().forEach(purpose -> items.add(consent(tx, call, preferences, Setting.of(Type.PURPOSE, purpose.id()), purpose,
                effective.purpose(purpose.id()).yes())));
            return Reply.json(200, Json.object().set("items", items));
        });
    }

    private ObjectNode consent(Tx tx, Call call, Preferences preferences, Setting setting, Asked asked, boolean permitted) {
        var json = Json.object();
        json.set("setting", ConsentRecord.json(setting));
        json.put("legalBasis", asked.legalBasis().id()).put("status", preferences.statusOf(setting, asked).id()).put("permitted", permitted);
        preferences.standing().state(setting).ifPresent(state -> {
            json.put("since", Times.text(state.since())).put("index", state.index());
            consents.read(tx, call.brand(), state.index()).flatMap(logged -> logged.record().notice()).ifPresent(notice -> json.set("notice", notice.toJson()));
        });
        preferences.standing().lapses(setting, asked).ifPresent(moment -> json.put("expiresAt", Times.text(moment)));
        return json;
    }

    /** Some of a customer's changes, newest first, each with its records in the order of the log. */
    private record History(List<List<Logged>> changes, Optional<Long> next) {
        /** A change has at most one record for each setting of the catalog; so many more rows always complete the last change. */
        private static final int MOST_RECORDS_A_CHANGE = 2_000;

        static History of(PreferenceCenter center, Tx tx, CustomerId customer, long below, int limit) {
            var changes = new LinkedHashMap<UUID, List<Logged>>();
            for (var logged : center.history(tx, customer, below, limit + MOST_RECORDS_A_CHANGE)) {
                var changeId = logged.record().personal().orElseThrow().changeId();
                if (!changes.containsKey(changeId) && changes.size() == limit) {
                    return new History(List.copyOf(changes.values()), Optional.of(logged.record().index() + 1));
                }
                changes.computeIfAbsent(changeId, unseen -> new ArrayList<>()).add(0, logged);
            }
            return new History(List.copyOf(changes.values()), Optional.empty());
        }
    }
}
