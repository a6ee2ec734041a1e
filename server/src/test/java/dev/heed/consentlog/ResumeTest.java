package dev.heed.consentlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.ExportFormat;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.model.RecordKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that broke off goes on where it broke, over a line as bad as it may be, and no growth of the log changes a byte of it. */
class ResumeTest {
    private static final List<String> REASONS = List.of("line one\nline two", "a \"quoted\"\r\n17,word", "\n", "\"", "=1,2\n3,x");

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private static Given given;
    private static long size;

    @BeforeAll
    static void start() {
        given = Given.server();
        var app = given.client(Role.APP);
        for (int i = 0; i < 3; i++) {
            for (var reason : REASONS) {
                int cap = i + 1;
                app.customers().get("c-odd").preferences().change(choice -> choice.because(reason).atMost(cap, Per.WEEK));
            }
            Given.fill(given.app(), Given.SHOP, 100 * (i + 1));
        }
        size = given.client(Role.COMPLIANCE).consentLog().export(LogFilter.all(), ExportFormat.CSV).treeSize().orElseThrow();
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Answer ask(String method, String accept, String query) {
        return new Asking(given.http(), given.url(), method, "/v1/consent-log?treeSize=" + size + query).as(given.key(Role.COMPLIANCE)).with("Accept", accept).send();
    }

    private static String file(String accept, String query) {
        var answer = ask("GET", accept, query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    @Test
    void whatComesAfterARecordIsWhatFollowsItsLine() {
        for (var query : List.of("", "&kind=preference", "&customerId=c-odd", "&customerId=c-7&kind=consent")) {
            var lines = List.of(file(NDJSON, query).split("\n"));
            var table = file(CSV, query);
            var rows = Csv.parse(table);
            for (int i = 0; i < lines.size() - 1; i += 1 + i / 3) {
                var after = query + "&after=" + rows.get(i + 1).get(0);
                assertThat(lines.get(i)).startsWith("{\"index\":" + rows.get(i + 1).get(0) + ",");
                assertThat(file(NDJSON, after)).isEqualTo(String.join("\n", lines.subList(i + 1, lines.size())) + "\n");
                var rest = file(CSV, after);
                assertThat(table).endsWith(rest);
                assertThat(Csv.parse(rest)).isEqualTo(rows.subList(i + 2, rows.size()));
            }
        }
    }

    @Test
    void afterTheLastRecordNothingIsLeftButTheCheckpoint() {
        assertThat(file(CSV, "&after=" + (size - 1))).isEmpty();
        assertThat(file(NDJSON, "&after=" + (size - 1))).startsWith("{\"checkpoint\":").endsWith("\"}\n");
    }

    @Test
    void aPlaceThatTheFileDoesNotHaveIsRefused() {
        for (var query : List.of("&after=" + size, "&after=999999999", "&after=-1", "&after=x")) {
            for (var accept : List.of(NDJSON, CSV, "application/json")) {
                var refused = ask("GET", accept, query);
                assertThat(refused.status()).as(query).isEqualTo(400);
                assertThat(refused.pointers()).contains("query/after");
            }
        }
        assertThat(ask("GET", "application/json", "&after=3").pointers()).containsExactly("query/after");
        assertThat(ask("GET", CSV, "&after=" + size).text()).contains("a stream of " + size + " entries has nothing after record " + size);
    }

    @Test
    void headTellsTheFieldsOfEachFormAndNothingElse() {
        for (var accept : List.of("application/json", NDJSON, CSV)) {
            for (var query : List.of("", "&after=5")) {
                var get = ask("GET", accept, query);
                var head = ask("HEAD", accept, query);
                assertThat(head.status()).isEqualTo(get.status());
                assertThat(head.body()).isEmpty();
                if (get.status() == 200) {
                    assertThat(head.field("Heed-Tree-Size")).isEqualTo(get.field("Heed-Tree-Size")).isEqualTo("" + size);
                }
                for (var field : List.of("Content-Type", "Cache-Control", "X-Content-Type-Options", "RateLimit-Policy")) {
                    assertThat(head.field(field)).as(field).isNotNull().isEqualTo(get.field(field));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void aLogThatGrowsMeanwhileChangesNoByte(ExportFormat format) throws IOException {
        var filter = LogFilter.all().kind(RecordKind.PREFERENCE).treeSize(size);
        var log = given.client(Role.COMPLIANCE).consentLog();
        byte[] before;
        try (var export = log.export(filter, format)) {
            before = export.stream().readAllBytes();
        }
        try (var export = log.export(filter, format)) {
            var during = new ByteArrayOutputStream();
            during.write(export.stream().readNBytes(5_000));
            Given.fill(given.app(), Given.SHOP, 350);
            during.write(export.stream().readAllBytes());
            assertThat(during.toByteArray()).isEqualTo(before);
        }
    }

    private static byte[] over(LongSupplier bytesOfNext, ExportFormat format, int retries, int atLeastConnections) throws IOException {
        try (var relay = new Relay(given.app().port(), bytesOfNext);
             var client = HeedClient.builder().baseUrl(relay.url()).credential(given.key(Role.COMPLIANCE)).retries(retries).longestWait(Duration.ofMillis(1)).build();
             var export = client.consentLog().export(LogFilter.all().treeSize(size), format)) {
            var bytes = export.stream().readAllBytes();
            assertThat(relay.connections()).isGreaterThanOrEqualTo(atLeastConnections);
            return bytes;
        }
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void overALineThatBreaksAnywhereTheReaderSeesOneStream(ExportFormat format) throws IOException {
        var whole = file(format == ExportFormat.CSV ? CSV : NDJSON, "").getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 3; seed++) {
            var random = new Random(seed);
            assertThat(over(() -> 1 + random.nextInt(whole.length / 10), format, 10, 10)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void aBreakInTheFirstLinesIsMended(ExportFormat format) throws IOException {
        var whole = file(format == ExportFormat.CSV ? CSV : NDJSON, "").getBytes(StandardCharsets.UTF_8);
        for (int bytes = 300; bytes < 2_600; bytes += 97) {
            var lengths = Arrays.asList((long) bytes, Long.MAX_VALUE).iterator();
            assertThat(over(lengths::next, format, 2, 2)).as("a break after %d bytes", bytes).isEqualTo(whole);
        }
    }

    @Test
    void aLineThatNeverLetsARecordThroughIsGivenUp() {
        assertThatThrownBy(() -> over(() -> 900, ExportFormat.NDJSON, 3, 0)).isInstanceOf(IOException.class);
    }

    @Test
    void aRestIsHadByWhoeverSavedTheBeginning() throws IOException {
        var log = given.client(Role.COMPLIANCE).consentLog();
        try (var rest = log.exportAfter(LogFilter.all().treeSize(size), ExportFormat.CSV, 40)) {
            assertThat(new String(rest.stream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(file(CSV, "&after=40"));
        }
    }
}
