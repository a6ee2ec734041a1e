package dev.heed.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.contract.Requests.Asking;
import dev.heed.preferences.Effective;
import dev.heed.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever somebody brings along, nothing that was denied before is allowed after it. */
class NeverLooserTest {
    private static final String JSON = "application/json";
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Europe/Paris");

    /** Random choices and documents about the outdoor shop's catalog. */
    private static final class Imagined {
        private final Random random;
        private final Catalog catalog = ArrivalTest.CATALOG;

        Imagined(long seed) {
            this.random = new Random(seed);
        }

        boolean maybe(int percent) {
            return random.nextInt(100) < percent;
        }

        <T> T any(java.util.Collection<T> some) {
            return new ArrayList<>(some).get(random.nextInt(some.size()));
        }

        ObjectNode cap() {
            return Json.object().put("max", 1 + random.nextInt(6)).put("per", any(List.of("day", "week", "month")));
        }

        JsonNode hours() {
            var hours = Json.object().arrayNode();
            for (int i = 0; i <= random.nextInt(3); i++) {
                var span = hours.addObject();
                var days = span.putArray("days");
                DAYS.stream().filter(day -> maybe(50)).forEach(days::add);
                if (days.isEmpty()) {
                    days.add(any(DAYS));
                }
                span.put("from", String.format("%02d:%02d", random.nextInt(24), random.nextInt(2) * 30)).put("to", String.format("%02d:%02d", random.nextInt(24), random.nextInt(2) * 30));
            }
            return hours;
        }

        ObjectNode general(ObjectNode json) {
            put(json, 15, "timeZone", () -> Json.object().textNode(any(ZONES)));
            put(json, 8, "stopped", () -> Json.object().booleanNode(maybe(50)));
            put(json, 10, "paused", () -> Json.object().put("until", "2026-" + any(List.of("06", "10")) + "-" + (10 + random.nextInt(20)) + "T00:00:00Z"));
            put(json, 40, "frequency", this::cap);
            put(json, 30, "contactHours", this::hours);
            put(json, 20, "overflow", () -> Json.object().textNode(any(List.of("drop", "hold", "digest"))));
            return json;
        }

        private void put(ObjectNode json, int percent, String member, java.util.function.Supplier<JsonNode> value) {
            if (maybe(percent)) {
                json.set(member, value.get());
            }
        }

        ObjectNode channelChoice(Catalog.Channel channel, ObjectNode json) {
            put(json, 40, "allowed", () -> Json.object().booleanNode(maybe(40)));
            put(json, 30, "frequency", this::cap);
            put(json, 15, "contactHours", this::hours);
            if (!channel.callers().isEmpty()) {
                put(json, 40, "callers", () -> Json.object().arrayNode().add(any(channel.callers())));
            }
            return json;
        }

        ObjectNode choices() {
            var json = general(Json.object());
            put(json, 40, "relationship", () -> Json.object().textNode(any(catalog.relationships().keySet())));
            catalog.channels().values().stream().filter(channel -> maybe(50)).forEach(channel -> json.withObjectProperty("channels").set(channel.id(), channelChoice(channel, Json.object())));
            catalog.topics().values().stream().filter(topic -> maybe(50)).forEach(topic -> {
                boolean essential = topic.category() == Catalog.Category.ESSENTIAL;
                var choice = json.withObjectProperty("topics").withObjectProperty(topic.id());
                put(choice, essential ? 0 : 50, "allowed", () -> Json.object().booleanNode(maybe(50)));
                put(choice, essential ? 0 : 30, "frequency", this::cap);
                topic.channels().stream().filter(channel -> maybe(30)).forEach(channel -> choice.withObjectProperty("channels").put(channel, maybe(30)));
            });
            catalog.purposes().keySet().stream().filter(purpose -> maybe(50)).forEach(purpose -> json.withObjectProperty("purposes").withObjectProperty(purpose).put("allowed", maybe(50)));
            return json;
        }

        ObjectNode way(Catalog.Channel channel) {
            var way = Json.object().put("addressKind", channel.addressKind()).put("calls", !channel.callers().isEmpty());
            return maybe(50) ? way.put("id", channel.id()) : way;
        }

        ObjectNode document() {
            var json = general(Json.object().put("version", 1));
            put(json, 30, "relationship", () -> Json.object().put("id", any(catalog.relationships().keySet())));
            put(json, 30, "tone", () -> Json.object().put("id", any(catalog.tones().keySet())));
            catalog.channels().values().stream().filter(channel -> maybe(60)).forEach(channel -> json.withArray("channels").add(channelChoice(channel, way(channel))));
            catalog.topics().values().stream().filter(topic -> maybe(60)).forEach(topic -> {
                var item = json.withArray("topics").addObject().put("category", topic.category().name().toLowerCase(java.util.Locale.ROOT));
                if (maybe(90)) {
                    item.put("id", topic.id());
                }
                put(item, 60, "allowed", () -> Json.object().booleanNode(maybe(60)));
                put(item, 30, "frequency", this::cap);
                topic.channels().stream().filter(channel -> maybe(30)).forEach(channel -> item.withArray("channels").add(way(catalog.channels().get(channel)).put("allowed", maybe(50))));
            });
            catalog.purposes().values().stream().filter(purpose -> maybe(60)).forEach(purpose -> json.withArray("purposes").addObject().put("dpvTerm", purpose.dpvTerm()).put("allowed", maybe(60)));
            return json;
        }
    }

    @Test
    void noPermissionThatWasDeniedHoldsAfterwards() {
        int taken = 0;
        for (int seed = 0; seed < 400; seed++) {
            var imagined = new Imagined(seed);
            var before = ArrivalTest.here(imagined.choices().toString());
            var findings = Arrival.of(before, imagined.document());
            var after = new dev.heed.preferences.Preferences(before.customer(), 2, before.catalog(), before.updatedAt(), findings.after(), before.standing(), before.at(), false);
            assertThat(permissions(before.effective(), before.catalog())).as("seed " + seed).containsAll(permissions(after.effective(), after.catalog()));
            assertThat(dev.heed.brand.Review.faults(before.catalog(), findings.patch().values(), "")).as("seed " + seed).isEmpty();
            assertThat(dev.heed.brand.Review.faults(before.catalog(), findings.suggested().values(), "")).as("seed " + seed).isEmpty();
            taken += findings.applied().size();
        }
        assertThat(taken).as("much is taken over").isGreaterThan(1_500);
    }

    private static List<String> permissions(Effective effective, Catalog catalog) {
        var permitted = new ArrayList<String>();
        effective.topics().forEach((id, topic) -> topic.channels().forEach((channel, allowed) -> {
            if (allowed.yes()) {
                permitted.add(id + " by " + channel);
            }
        }));
        permitted.addAll(effective.permittedPurposes());
        catalog.channels().keySet().forEach(id -> effective.channel(id).callers().ifPresent(callers -> callers.value().forEach(caller -> permitted.add(caller + " by " + id))));
        return permitted;
    }

    /** In the two weeks that are asked about, the clocks of Europe are put back. */
    @Test
    void noDecisionThatWasDeniedIsAllowedAfterwardsAtAnyMoment() {
        var clock = new TestClock(Instant.parse("2026-10-20T12:00:00Z"));
        try (var given = Given.server(Map.of(), clock)) {
            var app = given.key(Role.APP);
            int denied = 0;
            int tightened = 0;
            for (int seed = 0; seed < 12; seed++) {
                var imagined = new Imagined(seed * 7_919L);
                var customer = "c-" + seed;
                ask(given, "PATCH", "/v1/customers/" + customer + "/preferences", "application/merge-patch+json", Json.object().set("chosen", imagined.choices()).toString());
                for (int i = 0; i < 4; i++) {
                    var at = clock.instant().minus(Duration.ofHours(imagined.random.nextInt(24 * 28)));
                    ask(given, "POST", "/v1/contacts", JSON, "{\"customerId\":\"" + customer + "\",\"channel\":\"email\",\"topic\":\"" + imagined.any(List.of("offers", "product_care")) + "\",\"at\":\"" + at + "\"}");
                }
                var questions = questions(imagined, customer, clock.instant());
                var before = decisions(given, app, questions);
                ask(given, "POST", "/v1/customers/" + customer + "/import", JSON, imagined.document().toString());
                var after = decisions(given, app, questions);
                for (int i = 0; i < before.size(); i++) {
                    boolean was = before.get(i).get("decision").textValue().equals("allow");
                    boolean is = after.get(i).get("decision").textValue().equals("allow");
                    assertThat(is && !was).as("seed " + seed + ": " + questions.lines().toList().get(i) + " was denied for " + before.get(i).get("reasons")).isFalse();
                    denied += was ? 0 : 1;
                    tightened += was && !is ? 1 : 0;
                }
            }
            assertThat(denied).isGreaterThan(200);
            assertThat(tightened).as("imports do restrict").isGreaterThan(20);
        }
    }

    /** What whoever opened a link may choose: nothing that was denied before is allowed after it. */
    @Test
    void noDecisionThatWasDeniedIsAllowedByWhatALinkMayChoose() {
        var clock = new TestClock(Instant.parse("2026-10-20T12:00:00Z"));
        try (var given = Given.server(Map.of("HEED_LINK_WRITES", "10000/1"), clock)) {
            var app = given.key(Role.APP);
            int taken = 0;
            int refused = 0;
            for (int seed = 0; seed < 10; seed++) {
                var imagined = new Imagined(seed * 6_151L);
                var customer = "c-" + seed;
                ask(given, "PATCH", "/v1/customers/" + customer + "/preferences", "application/merge-patch+json", Json.object().set("chosen", imagined.choices()).toString());
                var url = given.client(Role.APP).customers().get(customer).mintLinks().getPreferenceCenterUrl().toString();
                var questions = questions(imagined, customer, clock.instant());
                var before = decisions(given, app, questions);
                for (var choice : Choices.of(imagined.choices()).values().entrySet()) {
                    var patch = Json.object().set("chosen", Choices.of(Map.of(choice.getKey(), choice.getValue())).toJson()).toString();
                    var answer = new Asking(given.http(), given.url(), "PATCH", "/v1/customers/~/preferences").as(url.substring(url.lastIndexOf('/') + 1)).body("application/merge-patch+json", patch).send();
                    assertThat(answer.status()).isIn(200, 403);
                    taken += answer.status() == 200 ? 1 : 0;
                    refused += answer.status() == 200 ? 0 : 1;
                }
                var after = decisions(given, app, questions);
                for (int i = 0; i < before.size(); i++) {
                    boolean was = before.get(i).get("decision").textValue().equals("allow");
                    assertThat(!was && after.get(i).get("decision").textValue().equals("allow")).as("seed " + seed + ": " + questions.lines().toList().get(i) + " was denied for " + before.get(i).get("reasons")).isFalse();
                }
            }
            assertThat(taken).isGreaterThan(50);
            assertThat(refused).isGreaterThan(10);
        }
    }

    private static String questions(Imagined imagined, String customer, Instant now) {
        var lines = new StringBuilder();
        for (var topic : imagined.catalog.topics().values()) {
            for (var channel : topic.channels()) {
                for (int i = 0; i < 3; i++) {
                    var question = Json.object().put("customerId", customer).put("topic", topic.id()).put("channel", channel).put("at", now.plus(Duration.ofMinutes(imagined.random.nextInt(14 * 24 * 60))).toString());
                    var callers = imagined.catalog.channels().get(channel).callers();
                    if (!callers.isEmpty()) {
                        question.put("caller", imagined.any(callers));
                    }
                    lines.append(question).append('\n');
                }
            }
        }
        return lines.toString();
    }

    private static List<JsonNode> decisions(Given given, String key, String questions) {
        var answer = new Asking(given.http(), given.url(), "POST", "/v1/decisions/stream").as(key).body("application/x-ndjson", questions).unwatched().send();
        return answer.text().lines().map(line -> Json.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8))).toList();
    }

    private static void ask(Given given, String method, String path, String type, String body) {
        var answer = new Asking(given.http(), given.url(), method, path).as(given.key(Role.APP)).body(type, body).send();
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }
}
