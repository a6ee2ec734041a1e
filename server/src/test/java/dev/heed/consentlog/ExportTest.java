package dev.heed.consentlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.ActorType;
import dev.heed.sdk.model.ConsentRecord;
import dev.heed.sdk.model.ConsentStatus;
import dev.heed.sdk.model.RecordKind;
import dev.heed.sdk.model.SettingType;
import dev.heed.sdk.model.Surface;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The consent log as pages, as lines and as a spreadsheet: the same records, safe to open. */
class ExportTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    /** What people write, and what they write to do harm when a spreadsheet opens it. */
    private static final List<String> REASONS = List.of("=1+1", "=cmd|' /C calc'!A0", "+49 30 1234", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=", "a,b", "a;=1", "a \"quoted\" word", "\"", "\"\"", "line one\nline two",
        "line one\r\nline two", "a\tb", "'=1", "'", "ümläut 😀", " leading", "trailing ", "null", "\u2028", "<script>alert(1)</script>", "a,\"b\"\r\n=c");

    private static Given given;
    private static Requests requests;
    private static List<ConsentRecord> all;

    @BeforeAll
    static void start() {
        var clock = new TestClock(START);
        given = Given.server(Map.of(), clock);
        requests = new Requests(given);                                                                    // index 0
        var app = given.client(Role.APP);
        for (int i = 0; i < REASONS.size(); i++) {
            var reason = REASONS.get(i);
            int n = i;
            clock.pass(Duration.ofMinutes(1));
            app.customers().get("c-" + i % 3).preferences().change(choice -> choice.because(reason).by(actor(n), reason.substring(0, 1)).onDevice("2001:db8::1", reason)
                .from(Surface.values()[n % 3]).atMost(n + 1, dev.heed.sdk.model.Per.WEEK).topic("offers").on("email").allow());
        }
        clock.pass(Duration.ofMinutes(1));
        app.customers().get("c-1").preferences().change(choice -> choice.topic("offers").refuse().and().purpose("recommendations").allow());
        all = given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all()).stream().toList();
    }

    private static ActorType actor(int n) {
        return n % 2 == 0 ? ActorType.AGENT : ActorType.SYSTEM;
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Answer export(String accept, String query) {
        var answer = requests.ask("GET", "/v1/consent-log" + query).as(given.key(Role.COMPLIANCE)).with("Accept", accept).send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Type")).startsWith(accept);
        return answer;
    }

    private static List<JsonNode> lines(Answer ndjson) {
        assertThat(ndjson.text()).endsWith("\n");
        return List.of(ndjson.text().split("\n")).stream().map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8))).toList();
    }

    private static List<Map<String, String>> table(Answer csv) {
        var rows = Csv.parse(csv.text());
        var table = new ArrayList<Map<String, String>>();
        rows.subList(1, rows.size()).forEach(row -> {
            assertThat(row).hasSameSizeAs(rows.get(0));
            var named = new LinkedHashMap<String, String>();
            for (int i = 0; i < row.size(); i++) {
                named.put(rows.get(0).get(i), row.get(i));
            }
            table.add(named);
        });
        return table;
    }

    @Test
    void linesAndCellsHoldTheRecordsOfThePages() {
        var lines = lines(export("application/x-ndjson", ""));
        var table = table(export("text/csv", ""));
        assertThat(lines).hasSize(all.size() + 1);
        assertThat(table).hasSize(all.size());
        for (int i = 0; i < all.size(); i++) {
            var record = all.get(i);
            var line = lines.get(i);
            var cells = table.get(i);
            assertThat(line.get("index").asLong()).isEqualTo(record.getIndex());
            assertThat(line.get("entryHash").textValue()).isEqualTo(record.getEntryHash());
            assertThat(cells.get("index")).isEqualTo("" + record.getIndex());
            assertThat(cells.get("entry_hash")).isEqualTo(Csv.neutral(record.getEntryHash()));
            var text = Map.of("id", "/id", "kind", "/kind", "setting_type", "/setting/type", "setting_id", "/setting/id", "status", "/status", "customer_id", "/customerId", "surface", "/surface",
                "recorded_at", "/recordedAt", "notice_sha256", "/notice/sha256", "preferences_version", "/preferencesVersion");
            text.forEach((column, pointer) -> assertThat(cells.get(column)).as(column).isEqualTo(Csv.neutral(line.at(pointer).asText(""))));
            Map.of("reason", "reason", "user_agent", "userAgent", "actor_id", "actorId", "ip", "ip").forEach((column, member) ->
                assertThat(cells.get(column)).as(column).isEqualTo(Csv.neutral(line.path(member).asText(""))));
            assertThat(cells.get("value")).isEqualTo(Csv.neutral(line.get("value").toString()));
        }
    }

    @Test
    void whatASpreadsheetWouldRunIsNeutralizedAndEverythingElseSurvives() {
        var csv = export("text/csv", "");
        var reasons = table(csv).stream().map(row -> row.get("reason")).filter(reason -> !reason.isEmpty()).distinct().toList();
        assertThat(reasons).containsExactlyInAnyOrderElementsOf(REASONS.stream().map(Csv::neutral).distinct().toList());
        assertThat(Csv.parse(csv.text()).stream().flatMap(List::stream)).noneMatch(cell -> !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0);
        assertThat(csv.text()).startsWith("index,id,kind,");
        // Where a comma is not what parts cells, a semicolon or a tab may be.
        assertThat(csv.text()).contains("\"a;'=1\"", "\"a\tb\"");
    }

    @Test
    void everyReasonComesBackAsItWasWritten() {
        var told = all.stream().map(ConsentRecord::getReason).filter(java.util.Objects::nonNull).distinct().toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(REASONS);
    }

    private static void same(LogFilter filter, String query, Predicate<ConsentRecord> wanted) {
        var expected = all.stream().filter(wanted).map(ConsentRecord::getIndex).toList();
        var log = given.client(Role.COMPLIANCE).consentLog();
        assertThat(expected.size()).as("the filter " + query + " narrows").isBetween(1, all.size() - 1);
        assertThat(log.list(filter).stream().map(ConsentRecord::getIndex)).as(query).containsExactlyElementsOf(expected);
        assertThat(log.list(filter).inPagesOf(2).stream().map(ConsentRecord::getIndex)).as(query).containsExactlyElementsOf(expected);
        var lines = lines(export("application/x-ndjson", query));
        assertThat(lines.subList(0, lines.size() - 1).stream().map(line -> line.get("index").asLong())).as(query).containsExactlyElementsOf(expected);
        assertThat(table(export("text/csv", query)).stream().map(row -> Long.valueOf(row.get("index")))).as(query).containsExactlyElementsOf(expected);
    }

    @Test
    void eachFilterNarrowsAllThreeFormsAlike() {
        var tenth = START.plus(Duration.ofMinutes(10));
        same(LogFilter.all().from(tenth), "?from=" + tenth, record -> !record.getRecordedAt().isBefore(tenth));
        same(LogFilter.all().to(tenth), "?to=" + tenth, record -> record.getRecordedAt().isBefore(tenth));
        same(LogFilter.all().from(tenth).to(tenth.plusMillis(1)), "?from=" + tenth + "&to=2026-03-01T13:10:00.001%2B01:00", record -> record.getRecordedAt().equals(tenth));
        same(LogFilter.all().customer("c-2"), "?customerId=c-2", record -> record.getCustomerId().equals("c-2"));
        same(LogFilter.all().kind(RecordKind.CONSENT), "?kind=consent", record -> record.getKind() == RecordKind.CONSENT);
        same(LogFilter.all().kind(RecordKind.PREFERENCE), "?kind=preference", record -> record.getKind() == RecordKind.PREFERENCE);
        same(LogFilter.all().setting(SettingType.TOPIC), "?setting=topic", record -> record.getSetting().getType() == SettingType.TOPIC);
        same(LogFilter.all().setting(SettingType.TOPIC_CHANNEL, "offers"), "?setting=topic_channel:offers", record -> record.getSetting().getType() == SettingType.TOPIC_CHANNEL);
        same(LogFilter.all().setting(SettingType.PURPOSE, "recommendations"), "?setting=purpose:recommendations", record -> record.getSetting().getType() == SettingType.PURPOSE);
        same(LogFilter.all().status(ConsentStatus.GIVEN), "?status=given", record -> record.getStatus() == ConsentStatus.GIVEN);
        same(LogFilter.all().source(Surface.WIDGET), "?source=widget", record -> record.getSurface() == Surface.WIDGET);
        same(LogFilter.all().treeSize(5), "?treeSize=5", record -> record.getIndex() < 5);
        same(LogFilter.all().customer("c-1").kind(RecordKind.PREFERENCE).source(Surface.HOSTED_PAGE).treeSize(20), "?customerId=c-1&kind=preference&source=hosted_page&treeSize=20",
            record -> record.getCustomerId().equals("c-1") && record.getKind() == RecordKind.PREFERENCE && record.getSurface() == Surface.HOSTED_PAGE && record.getIndex() < 20);
    }

    @Test
    void whatFitsNothingIsEmptyInAllThreeForms() {
        for (var query : List.of("?customerId=nobody", "?status=expired", "?treeSize=0", "?setting=topic:nothing", "?to=2000-01-01T00:00:00Z")) {
            assertThat(export("application/json", query).json().get("items")).isEmpty();
            assertThat(lines(export("application/x-ndjson", query))).hasSize(1).first().matches(line -> line.has("checkpoint"));
            assertThat(table(export("text/csv", query))).isEmpty();
        }
    }

    @Test
    void aFilterOutsideTheContractIsRefused() {
        for (var query : List.of("from=yesterday", "from=2026-13-01T00:00:00Z", "to=2026-03-01", "customerId=a@b.c", "customerId=", "kind=other", "setting=Topic", "setting=topic:", "setting=topic:Offers", "status=Given", "source=web",
                "treeSize=-1", "treeSize=x", "treeSize=999999", "to=2026-02-30T00:00:00Z", "from=2026-03-01T12:00:00", "customer=c-1")) {
            for (var accept : List.of("application/json", "application/x-ndjson", "text/csv")) {
                var refused = requests.ask("GET", "/v1/consent-log?" + query).as(given.key(Role.COMPLIANCE)).with("Accept", accept).send();
                assertThat(refused.status()).as(query + " " + accept).isEqualTo(400);
                assertThat(refused.pointers()).as(query).contains("query/" + query.split("=")[0]);
            }
        }
    }

    @Test
    void anExportNamesItsTreeAndIsTheSameBytesEachTime() {
        var admin = given.client(Role.ADMIN);
        int cap = 0;
        for (var accept : List.of("application/json", "application/x-ndjson", "text/csv")) {
            // Another each time: what is chosen already is no change.
            int atMost = ++cap;
            var size = export(accept, "").field("Heed-Tree-Size");
            var query = "?kind=preference&treeSize=" + size;
            var first = export(accept, query);
            admin.customers().get("c-later").preferences().change(choice -> choice.atMost(atMost, dev.heed.sdk.model.Per.DAY));
            var again = export(accept, query);
            assertThat(again.body()).as(accept).isEqualTo(first.body());
            assertThat(again.field("Heed-Tree-Size")).isEqualTo(size);
            assertThat(Long.parseLong(export(accept, "").field("Heed-Tree-Size"))).isGreaterThan(Long.parseLong(size));
        }
    }

    @Test
    void headOfAnExportHasItsFieldsAndNoBody() {
        var head = requests.ask("HEAD", "/v1/consent-log?treeSize=3").as(given.key(Role.COMPLIANCE)).with("Accept", "text/csv").send();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.field("Heed-Tree-Size")).isEqualTo("3");
        assertThat(head.field("Content-Type")).startsWith("text/csv");
        assertThat(head.body()).isEmpty();
    }
}
