package dev.heed.tally;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts a consent log the slow way, customer by customer, to hold the summary against. */
final class Recount {
    private static final List<String> NOBODY = List.of("unknown");

    private final List<JsonNode> records;
    private final LocalDate from;
    private final LocalDate to;

    Recount(List<JsonNode> records, LocalDate from, LocalDate to) {
        this.records = records;
        this.from = from;
        this.to = to;
    }

    static LocalDate day(JsonNode record) {
        return LocalDate.ofInstant(Instant.parse(record.get("recordedAt").textValue()), ZoneOffset.UTC);
    }

    private static String key(JsonNode setting) {
        return setting.get("type").textValue() + ":" + setting.path("id").asText() + ":" + setting.path("channel").asText();
    }

    /** Where each customer stands after the records of the days up to one, as status and how many. */
    private ObjectNode standing(String setting, LocalDate upTo) {
        var newest = new TreeMap<String, String>();
        records.stream().filter(record -> key(record.get("setting")).equals(setting) && !day(record).isAfter(upTo))
            .forEach(record -> newest.put(record.get("customerId").textValue(), record.get("status").textValue()));
        return counts(newest.values().stream().filter(status -> !NOBODY.contains(status)).toList());
    }

    private static ObjectNode counts(List<String> statuses) {
        var counts = Json.object();
        statuses.stream().sorted().forEach(status -> counts.put(status, counts.path(status).asLong() + 1));
        return counts;
    }

    /** By setting: where it began, and for each day what was recorded and where it stood then. */
    Map<String, JsonNode> settings() {
        var settings = new TreeMap<String, JsonNode>();
        records.stream().filter(record -> record.has("status") && !day(record).isAfter(to)).map(record -> key(record.get("setting"))).distinct().forEach(setting -> {
            var json = Json.object();
            json.set("opening", standing(setting, from.minusDays(1)));
            var days = json.putArray("days");
            records.stream().filter(record -> key(record.get("setting")).equals(setting)).map(Recount::day).filter(day -> !day.isBefore(from) && !day.isAfter(to)).distinct().sorted().forEach(day -> {
                var one = days.addObject().put("day", day.toString());
                one.set("records", counts(records.stream().filter(record -> key(record.get("setting")).equals(setting) && day(record).equals(day)).map(record -> record.get("status").textValue()).toList()));
                one.set("standing", standing(setting, day));
            });
            settings.put(setting, Json.read(json.toString().getBytes(StandardCharsets.UTF_8)));
        });
        return settings;
    }

    /** What the summary says of settings, by setting. */
    static Map<String, JsonNode> settings(JsonNode summary) {
        var settings = new TreeMap<String, JsonNode>();
        summary.get("settings").forEach(setting -> settings.put(key(setting.get("setting")), ((ObjectNode) setting.deepCopy()).without("setting")));
        return settings;
    }

    /** How long each withdrawal took, in milliseconds, sorted. */
    List<Long> delays() {
        var delays = new ArrayList<Long>();
        records.stream().filter(record -> record.path("status").asText().equals("withdrawn") && !day(record).isBefore(from) && !day(record).isAfter(to)).forEach(record ->
            delays.add(Math.max(0, Duration.between(Instant.parse(record.get("occurredAt").textValue()), Instant.parse(record.get("recordedAt").textValue())).toMillis())));
        Collections.sort(delays);
        return delays;
    }
}
