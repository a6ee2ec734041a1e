package dev.heed.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.ledger.KeyFolder;
import dev.heed.ledger.Ledger;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.EvidenceProfile;
import dev.heed.sdk.verify.Failure;
import dev.heed.sdk.verify.VerificationException;
import dev.heed.sdk.verify.Verifier;
import dev.heed.store.Ids;
import dev.heed.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that somebody changed is found out, even by its own operator's key; a wholly new one only against a checkpoint that was saved. */
class TamperedHistoryTest {
    @TempDir
    private static Path folder;
    private static Given given;
    private static Verifier verifier;
    private static Unpacked whole;
    private static String saved;

    @BeforeAll
    static void start() {
        given = Given.server();
        tell(given, "given");
        saved = given.client(Role.COMPLIANCE).ledger().checkpoint();
        Given.fill(given.app(), Given.SHOP, 2);
        verifier = Verifier.of(given.client(Role.COMPLIANCE).ledger().key().getVerifierKey());
        whole = Unpacked.of(take(given, EvidenceProfile.REGULATOR, LogFilter.all()));
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static void tell(Given given, String story) {
        var preferences = given.client(Role.APP).customers().get("ada").preferences();
        if (story.equals("given")) {
            preferences.change(choice -> choice.topic("offers").allow());
        } else {
            preferences.change(choice -> choice.topic("offers").refuse());
        }
        preferences.change(choice -> choice.tone("playful"));
    }

    private static Path take(Given from, EvidenceProfile profile, LogFilter filter) {
        return Unpacked.take(from.client(Role.COMPLIANCE).evidence().make(profile, filter), folder);
    }

    /** What the operator can do, who has the key. */
    private static Path sealed(Unpacked forged) {
        var ledger = new Ledger(new KeyFolder(given.folder().resolve("keys"), "heed.local"), new Ids());
        return forged.packed(folder, text -> ledger.seal(new Ledger.Log(1, Given.SHOP), text));
    }

    private static VerificationException found(Path zip) {
        return catchThrowableOfType(VerificationException.class, () -> verifier.evidence(zip.toFile()));
    }

    private static void mustBeFound(Unpacked forged, Failure failure, OptionalLong record) {
        var found = found(sealed(forged.listed(UnaryOperator.identity())));
        assertThat(found).isNotNull();
        assertThat(found.failure()).as(found.getMessage()).isEqualTo(failure);
        assertThat(found.index()).as(found.getMessage()).isEqualTo(record);
    }

    private static Unpacked lines(UnaryOperator<List<String>> change) {
        var lines = change.apply(new ArrayList<>(whole.text("records.ndjson").lines().toList()));
        return whole.with("records.ndjson", lines.stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private static Unpacked line(int at, UnaryOperator<ObjectNode> change) {
        return lines(lines -> {
            lines.set(at, change.apply((ObjectNode) Json.read(lines.get(at).getBytes(StandardCharsets.UTF_8))).toString());
            return lines;
        });
    }

    @Test
    void aSealOfTheOperatorsOwnIsInOrderAsLongAsNothingWasChanged() {
        assertThat(found(sealed(whole.listed(UnaryOperator.identity())))).isNull();
    }

    @Test
    void aRecordThatWasDeletedSwappedRepeatedOrEditedIsFoundByItsIndex() {
        mustBeFound(lines(lines -> {
            lines.remove(3);
            return lines;
        }), Failure.ALTERED_LOG, OptionalLong.of(3));
        mustBeFound(lines(lines -> {
            lines.remove(lines.size() - 1);
            return lines;
        }), Failure.ALTERED_LOG, OptionalLong.of(9));
        mustBeFound(lines(lines -> {
            lines.add(4, lines.remove(5));
            return lines;
        }), Failure.ALTERED_LOG, OptionalLong.of(4));
        mustBeFound(lines(lines -> {
            lines.add(2, lines.get(1));
            return lines;
        }), Failure.ALTERED_LOG, OptionalLong.of(1));
        mustBeFound(line(0, record -> record.put("status", "refused")), Failure.ALTERED_RECORD, OptionalLong.of(0));
        mustBeFound(line(0, record -> record.put("customerId", "eve")), Failure.ALTERED_RECORD, OptionalLong.of(0));
        mustBeFound(line(1, record -> record.put("index", 0)), Failure.ALTERED_RECORD, OptionalLong.of(0));
    }

    @Test
    void anEntryRewrittenTogetherWithItsRecordHasNoPlaceInTheTree() {
        mustBeFound(line(0, record -> {
            var entry = record.get("entry").textValue().replace("\"status\":\"given\"", "\"status\":\"refused\"");
            return record.put("status", "refused").put("entry", entry)
                .put("entryHash", java.util.Base64.getEncoder().encodeToString(Ledger.leafHash(entry.getBytes(StandardCharsets.UTF_8))));
        }), Failure.ALTERED_RECORD, OptionalLong.of(0));
    }

    @Test
    void aDisclosureThatWasWithheldIsInOrderAndOneThatWasInventedIsNot() {
        mustBeFound(line(2, record -> {
            record.withArray("disclosures").add("WyJzYWx0IiwicmVhc29uIiwibGllcyJd");
            return record.put("reason", "lies");
        }), Failure.ALTERED_RECORD, OptionalLong.of(2));
    }

    @Test
    void everyOtherFileIsFoundByItsNameWhenItWasChanged() {
        for (var name : whole.names()) {
            if (!name.equals("seal") && !name.equals("manifest.json") && !name.equals("records.ndjson")) {
                var found = found(sealed(whole.with(name, (whole.text(name) + " ").getBytes(StandardCharsets.UTF_8))));
                assertThat(found).as(name).isNotNull();
                assertThat(found.file().orElse("")).as(found.getMessage()).isEqualTo(name);
            }
        }
        assertThat(found(sealed(whole.changed("notices/marketing-v2-en.txt", text -> "You agreed to everything.").listed(UnaryOperator.identity()))).file()).contains("notices/marketing-v2-en.txt");
        assertThat(found(sealed(whole.without("notices/marketing-v2-en.txt").listed(UnaryOperator.identity()))).failure()).isEqualTo(Failure.ALTERED_FILE);
        assertThat(found(sealed(whole.without("tile/0/000.p/10").listed(UnaryOperator.identity()))).failure()).isEqualTo(Failure.ALTERED_LOG);
        assertThat(found(sealed(whole.listed(manifest -> manifest.put("erased", 3)))).file()).contains("manifest.json");
        assertThat(found(sealed(whole.listed(manifest -> manifest.put("treeSize", 11)))).file()).contains("manifest.json");
    }

    @Test
    void withoutTheKeyNothingCanBeSealedAnew() {
        assertThat(found(whole.changed("summary.html", html -> html.replace("given", "taken")).listed(UnaryOperator.identity()).packed(folder)).failure()).isEqualTo(Failure.ALTERED_FILE);
    }

    @Test
    void aHistoryThatWasRewrittenAndSignedAnewPassesAndIsFoundAgainstACheckpointThatWasSaved() throws IOException {
        try (var rewritten = given.withSameKey()) {
            tell(rewritten, "refused");
            Given.fill(rewritten.app(), Given.SHOP, 2);
            var zip = take(rewritten, EvidenceProfile.REGULATOR, LogFilter.all());
            assertThat(verifier.evidence(zip.toFile()).records()).as("it agrees with itself, and the key is right").isEqualTo(10);
            var found = catchThrowableOfType(VerificationException.class, () -> verifier.evidence(zip.toFile(), verifier.checkpoint(saved)));
            assertThat(found.failure()).isEqualTo(Failure.INCONSISTENT);

            var answer = new Asking(rewritten.http(), rewritten.url(), "POST", "/v1/evidence").as(rewritten.key(Role.COMPLIANCE))
                .body("application/json", Json.object().put("profile", "regulator").put("earlier", saved).toString()).send();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("/earlier", "did not begin so");
        }
    }

    @Test
    void aLogThatWasCutShortIsFoundAgainstACheckpointThatWasSaved() {
        var newest = given.client(Role.COMPLIANCE).ledger().checkpoint();
        var shorter = take(given, EvidenceProfile.REGULATOR, LogFilter.all().treeSize(5));
        assertThat(catchThrowableOfType(VerificationException.class, () -> verifier.evidence(shorter.toFile(), verifier.checkpoint(newest))).failure()).isEqualTo(Failure.INCONSISTENT);
    }
}
