package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.consent.ConsentRecord;
import dev.heed.consent.ConsentStatus;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Json;
import dev.heed.store.Times;
import dev.heed.tally.Summary;
import dev.heed.tally.Tally;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** What happened, in figures that name nobody, over HTTP. */
final class SummaryApi {
    private final Tally tally;

    SummaryApi(Tally tally) {
        this.tally = tally;
    }

    Reply read(Call call) {
        return Reply.json(200, json(tally.summary(call.brand(), day(call, "from"), day(call, "to"))));
    }

    private static Optional<LocalDate> day(Call call, String name) {
        return call.queried(name).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException nonsense) {
                throw Problem.of(Kind.CONTRACT_VIOLATION, "query/" + name, "this is no day, such as 2026-03-29");
            }
        });
    }

    private static ObjectNode json(Summary summary) {
        var json = Json.object().put("from", summary.from().toString()).put("to", summary.to().toString());
        json.set("ledger", ledger(summary.log()));
        var settings = json.putArray("settings");
        summary.settings().forEach(setting -> settings.add(json(setting)));
        json.set("withdrawals", withdrawals(summary));
        json.set("contacts", contacts(summary));
        return json;
    }

    private static ObjectNode ledger(Summary.Log log) {
        var json = Json.object().put("origin", log.origin()).put("treeSize", log.size()).put("counted", log.counted()).put("checked", log.checked());
        log.lastEntryAt().ifPresent(at -> json.put("lastEntryAt", Times.text(at)));
        return json;
    }

    private static ObjectNode json(Summary.OfSetting setting) {
        var json = Json.object();
        json.set("setting", ConsentRecord.json(setting.setting()));
        json.set("opening", json(setting.opening()));
        var days = json.putArray("days");
        setting.days().forEach(day -> {
            var one = days.addObject().put("day", day.day().toString());
            one.set("records", json(day.records()));
            one.set("standing", json(day.standing()));
        });
        return json;
    }

    private static ObjectNode json(Map<ConsentStatus, Long> counts) {
        var json = Json.object();
        counts.forEach((status, count) -> json.put(status.id(), count));
        return json;
    }

    private static ObjectNode withdrawals(Summary summary) {
        var json = Json.object().put("records", sum(summary.withdrawals()));
        var days = json.putArray("days");
        summary.withdrawals().forEach((day, records) -> days.addObject().put("day", day.toString()).put("records", records));
        var delay = json.putObject("toEffect");
        summary.percentile(50).ifPresent(millis -> delay.put("p50Millis", millis));
        summary.percentile(95).ifPresent(millis -> delay.put("p95Millis", millis));
        var steps = delay.putArray("steps");
        summary.delays().forEach((millis, records) -> steps.addObject().put("atMostMillis", millis).put("records", records));
        return json;
    }

    private static ObjectNode contacts(Summary summary) {
        var json = Json.object().put("sent", sum(summary.sent())).put("withheld", sum(summary.withheld())).put("released", sum(summary.released()));
        var reasons = json.putArray("reasons");
        summary.reasons().forEach((code, contacts) -> reasons.addObject().put("code", code).put("contacts", contacts));
        var all = new TreeSet<>(summary.sent().keySet());
        all.addAll(summary.withheld().keySet());
        all.addAll(summary.released().keySet());
        var days = json.putArray("days");
        all.forEach(day -> days.addObject().put("day", day.toString()).put("sent", summary.sent().getOrDefault(day, 0L))
            .put("withheld", summary.withheld().getOrDefault(day, 0L)).put("released", summary.released().getOrDefault(day, 0L)));
        summary.contactsUpTo().ifPresent(at -> json.put("countedUpTo", Times.text(at)));
        return json;
    }

    private static long sum(SortedMap<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
