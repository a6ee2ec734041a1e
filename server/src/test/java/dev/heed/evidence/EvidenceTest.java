package dev.heed.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.Evidence;
import dev.heed.sdk.ExportFormat;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.ActorType;
import dev.heed.sdk.model.ConsentStatus;
import dev.heed.sdk.model.EvidenceProfile;
import dev.heed.sdk.model.SettingType;
import dev.heed.sdk.verify.VerifiedEvidence;
import dev.heed.sdk.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compliance hands out proves itself, whatever was asked for and whatever is withheld. */
class EvidenceTest {
    private static final Set<String> PERSONAL = Set.of("customerId", "changeId", "preferencesVersion", "value", "actorId", "ip", "userAgent", "reason");

    @TempDir
    private static Path folder;
    private static Given given;
    private static Evidence evidence;
    private static Verifier verifier;
    private static String saved;

    @BeforeAll
    static void start() {
        given = Given.server();
        var app = given.client(Role.APP);
        app.customers().get("customer-k7").preferences().change(choice -> choice.inLanguage("de").topic("offers").allow());                        // 0
        app.customers().get("customer-k7").preferences().change(choice -> choice.topic("offers").refuse().and().because("=too much, said Ada Lovelace"));     // 1
        app.customers().get("customer-k7").preferences().change(choice -> choice.by(ActorType.AGENT, "employee-9").purpose("recommendations").allow());  // 2
        app.customers().get("customer-k8").preferences().change(choice -> choice.onDevice("192.0.2.7", "Firefox").topic("events").allow());          // 3
        saved = given.client(Role.COMPLIANCE).ledger().checkpoint();
        Given.fill(given.app(), Given.SHOP, 150);                                                                                          // 4 to 603
        given.app().database().write(tx -> {
            tx.handle().execute("delete from disclosure where customer_no = (select no from customer where id = 'c-149')");
            return null;
        });
        evidence = given.client(Role.COMPLIANCE).evidence();
        verifier = Verifier.of(given.client(Role.COMPLIANCE).ledger().key().getVerifierKey());
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Path take(EvidenceProfile profile, LogFilter filter) {
        return Unpacked.take(evidence.make(profile, filter), folder);
    }

    private static VerifiedEvidence verified(Path zip) throws IOException {
        return verifier.evidence(zip.toFile());
    }

    private static Set<String> told(Unpacked unpacked) {
        return unpacked.records().stream().flatMap(record -> {
            var names = new TreeSet<String>();
            record.fieldNames().forEachRemaining(names::add);
            return names.stream();
        }).filter(PERSONAL::contains).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aPackageOfTheWholeLogHoldsWhatTheExportHolds() throws IOException {
        var zip = take(EvidenceProfile.REGULATOR, LogFilter.all());
        var whole = verified(zip);
        var unpacked = Unpacked.of(zip);

        assertThat(whole.records()).isEqualTo(604);
        assertThat(whole.erased()).isEqualTo(4);
        assertThat(whole.redacted()).as("those with a reason").isEqualTo(597);
        assertThat(whole.isWhole()).isTrue();
        assertThat(unpacked.names()).startsWith("VERIFY.md", "key.txt", "checkpoint").endsWith("summary.html", "manifest.json", "seal")
            .contains("tile/1/000.p/2", "tile/0/000", "tile/0/001", "tile/0/002.p/92", "records.ndjson", "records.csv", "notices/marketing-v2-de.txt");
        assertThat(unpacked.text("key.txt")).isEqualTo(given.client(Role.COMPLIANCE).ledger().key().getVerifierKey() + "\n");
        assertThat(unpacked.text("records.csv").lines().count()).isEqualTo(605);
        assertThat(unpacked.json("manifest.json").get("filter")).isEmpty();
        assertThat(unpacked.json("manifest.json").get("erased").intValue()).isEqualTo(4);
        assertThat(Verifier.keyIn(zip.toFile())).isEqualTo(given.client(Role.COMPLIANCE).ledger().key().getVerifierKey());
    }

    @Test
    void withoutItsReasonsTheRecordsAreTheLinesOfTheExport() throws IOException {
        var only = LogFilter.all().setting(SettingType.PURPOSE);
        var lines = Unpacked.of(take(EvidenceProfile.REGULATOR, only)).text("records.ndjson");
        try (var export = given.client(Role.COMPLIANCE).consentLog().export(only, ExportFormat.NDJSON)) {
            assertThat(export.lines().filter(line -> !line.startsWith("{\"checkpoint\"")).collect(Collectors.joining("\n", "", "\n"))).isEqualTo(lines);
        }
    }

    @Test
    void aRegulatorSeesEverythingButFreeText() throws IOException {
        var zip = take(EvidenceProfile.REGULATOR, LogFilter.all());
        assertThat(told(Unpacked.of(zip))).isEqualTo(new TreeSet<>(Set.of("customerId", "changeId", "preferencesVersion", "value", "actorId", "ip", "userAgent")));
        assertThat(Unpacked.of(zip).text("records.csv")).contains("customer-k7", "192.0.2.7").doesNotContain("Ada Lovelace");
    }

    @Test
    void anInternalAuditNamesNobody() throws IOException {
        var zip = take(EvidenceProfile.INTERNAL_AUDIT, LogFilter.all());
        assertThat(told(Unpacked.of(zip))).isEqualTo(new TreeSet<>(Set.of("changeId", "preferencesVersion", "value")));
        var unpacked = Unpacked.of(zip);
        for (var name : unpacked.names()) {
            assertThat(unpacked.text(name)).as(name).doesNotContain("customer-k7", "employee-9", "192.0.2.7", "Firefox", "Ada Lovelace");
        }
        unpacked.records().forEach(record -> record.get("disclosures").forEach(disclosure ->
            assertThat(new String(Base64.getUrlDecoder().decode(disclosure.textValue()), StandardCharsets.UTF_8)).containsAnyOf("\"change\"", "\"value\"")));
        assertThat(verified(zip).redacted()).as("an erased record is not a redacted one").isEqualTo(600);
        assertThat(verified(zip).erased()).isEqualTo(4);
    }

    @Test
    void aCustomerSeesEverythingButWhichEmployeeActed() throws IOException {
        var zip = take(EvidenceProfile.SUBJECT_ACCESS, LogFilter.all().customer("customer-k7"));
        var records = Unpacked.of(zip).records();
        assertThat(records).extracting(record -> record.get("index").intValue()).containsExactly(0, 1, 2);
        assertThat(records).allMatch(record -> record.get("customerId").textValue().equals("customer-k7"));
        assertThat(records.get(1).get("reason").textValue()).isEqualTo("=too much, said Ada Lovelace");
        assertThat(records.get(2).has("actorId")).isFalse();
        assertThat(Unpacked.of(zip).text("records.csv")).contains("\"'=too much, said Ada Lovelace\"").doesNotContain("employee-9");
        assertThat(verified(zip).redacted()).isEqualTo(1);
        assertThat(verified(zip).filter().get("customerId").textValue()).isEqualTo("customer-k7");
        assertThat(verified(zip).isWhole()).isFalse();
    }

    @Test
    void aFilteredPackageHoldsOnlyTheTilesThatProveIt() throws IOException {
        var zip = take(EvidenceProfile.REGULATOR, LogFilter.all().customer("customer-k7"));
        assertThat(verified(zip).records()).isEqualTo(3);
        assertThat(Unpacked.of(zip).names()).filteredOn(name -> name.startsWith("tile/")).containsExactly("tile/1/000.p/2", "tile/0/000", "tile/0/002.p/92");

        var none = take(EvidenceProfile.REGULATOR, LogFilter.all().customer("nobody"));
        assertThat(verified(none).records()).isZero();
        assertThat(Unpacked.of(none).names()).filteredOn(name -> name.startsWith("tile/")).containsExactly("tile/1/000.p/2", "tile/0/002.p/92");
    }

    @Test
    void everyFilterNarrowsAsItDoesForTheLog() throws IOException {
        for (var filter : new LogFilter[] {LogFilter.all().status(ConsentStatus.REFUSED), LogFilter.all().setting(SettingType.TOPIC, "offers").treeSize(257),
            LogFilter.all().treeSize(256), LogFilter.all().treeSize(1), LogFilter.all().treeSize(0), LogFilter.all().source(dev.heed.sdk.model.Surface.WIDGET)}) {
            var zip = take(EvidenceProfile.INTERNAL_AUDIT, filter);
            var wanted = given.client(Role.COMPLIANCE).consentLog().list(filter).stream().map(record -> record.getIndex()).toList();
            assertThat(Unpacked.of(zip).records()).extracting(record -> record.get("index").longValue()).isEqualTo(wanted);
            assertThat(verified(zip).records()).isEqualTo(wanted.size());
        }
    }

    @Test
    void noticesAreTheVeryTextsWhoseHashesWereLogged() throws Exception {
        var unpacked = Unpacked.of(take(EvidenceProfile.REGULATOR, LogFilter.all()));
        var logged = unpacked.records().stream().filter(record -> record.has("notice")).map(record -> record.get("notice")).distinct().toList();
        assertThat(logged).hasSizeGreaterThan(2);
        for (var notice : logged) {
            var text = unpacked.bytes("notices/" + notice.get("id").textValue() + "-v" + notice.get("version").intValue() + "-" + notice.get("language").textValue() + ".txt");
            assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(text))).isEqualTo(notice.get("sha256").textValue());
        }
    }

    @Test
    void aCheckpointThatTheCallerSavedIsProvedToBeThePast() throws IOException {
        var zip = Unpacked.take(evidence.make(EvidenceProfile.REGULATOR, LogFilter.all().customer("customer-k8"), saved), folder);
        assertThat(verified(zip).earlier().orElseThrow().size()).isEqualTo(4);
        assertThat(Unpacked.of(zip).json("consistency.json").get("checkpoint").textValue()).isEqualTo(saved);
        assertThat(verifier.evidence(zip.toFile(), verifier.checkpoint(saved)).records()).isEqualTo(1);
        assertThatThrownBy(() -> verifier.evidence(take(EvidenceProfile.REGULATOR, LogFilter.all().customer("nobody")).toFile(), verifier.checkpoint(saved)))
            .as("a package that does not know").isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'earlier'");
        assertThat(verifier.evidence(take(EvidenceProfile.REGULATOR, LogFilter.all()).toFile(), verifier.checkpoint(saved)).records()).as("the whole log knows every size").isEqualTo(604);
    }

    @Test
    void theNewestExportBeforeIsTheEarlierCheckpointOfWhoeverSavedNone() throws IOException {
        try (var fresh = Given.server()) {
            Given.fill(fresh.app(), Given.SHOP, 2);
            var compliance = fresh.client(Role.COMPLIANCE);
            var own = Verifier.of(compliance.ledger().key().getVerifierKey());
            var first = Unpacked.take(compliance.evidence().make(EvidenceProfile.REGULATOR, LogFilter.all()), folder);
            Given.fill(fresh.app(), Given.SHOP, 4);
            var second = Unpacked.take(compliance.evidence().make(EvidenceProfile.REGULATOR, LogFilter.all()), folder);
            assertThat(own.evidence(first.toFile()).earlier()).isEmpty();
            assertThat(Unpacked.of(first).names()).doesNotContain("consistency.json");
            assertThat(own.evidence(second.toFile()).earlier().orElseThrow().size()).isEqualTo(8);
        }
    }

    @Test
    void everyPackageIsNoted() throws IOException {
        var zip = take(EvidenceProfile.SUBJECT_ACCESS, LogFilter.all().customer("customer-k8").status(ConsentStatus.GIVEN));
        ObjectNode noted = (ObjectNode) new Asking(given.http(), given.url(), "GET", "/v1/exports").as(given.key(Role.COMPLIANCE)).send().json().get("items").get(0);
        assertThat(noted.get("content").textValue()).isEqualTo("evidence");
        assertThat(noted.get("format").textValue()).isEqualTo("zip");
        assertThat(noted.get("filter").toString()).isEqualTo("{\"status\":\"given\",\"profile\":\"subject_access\"}");
        assertThat(noted.get("customerId").textValue()).isEqualTo("customer-k8");
        assertThat(noted.get("records").intValue()).isEqualTo(1);
        assertThat(noted.get("sha256").textValue()).isEqualTo(Unpacked.sha256(Files.readAllBytes(zip)));
    }
}
