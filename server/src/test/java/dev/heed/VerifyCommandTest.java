package dev.heed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.access.Role;
import dev.heed.sdk.ExportFormat;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.EvidenceProfile;
import dev.heed.store.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script learns from {@code heed verify}: one exit code for each kind of failure. */
class VerifyCommandTest {
    private static Given given;
    private static String key;
    private static String export;
    private static String shorter;
    private static String receipt;
    private static String checkpoint;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fill() throws IOException {
        given = Given.server();
        var preferences = given.client(Role.APP).customers().get("c-1").preferences();
        preferences.change(choice -> choice.topic("offers").allow());
        var compliance = given.client(Role.COMPLIANCE);
        checkpoint = compliance.ledger().checkpoint();
        preferences.change(choice -> choice.topic("offers").refuse());
        preferences.change(choice -> choice.tone("playful"));
        key = compliance.ledger().key().getVerifierKey();
        receipt = compliance.consentLog().receipt(1);
        export = export(LogFilter.all());
        shorter = export(LogFilter.all().treeSize(2));
    }

    private static String export(LogFilter filter) throws IOException {
        try (var stream = given.client(Role.COMPLIANCE).consentLog().export(filter, ExportFormat.NDJSON)) {
            return new String(stream.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static byte[] zip(LogFilter filter) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var taken = given.client(Role.COMPLIANCE).evidence().make(EvidenceProfile.REGULATOR, filter)) {
            taken.writeTo(out);
        }
        return out.toByteArray();
    }

    /** A package with one byte changed, at a place counted from where a text stands in it. */
    private static byte[] changed(byte[] zip, String after, int at) {
        var changed = zip.clone();
        changed[new String(zip, StandardCharsets.ISO_8859_1).indexOf(after) + after.length() + at] ^= 1;
        return changed;
    }

    private int verifyZip(byte[] zip, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("verify", Files.write(folder.resolve("input.zip"), zip).toString()));
        arguments.addAll(List.of(more));
        return Main.run(arguments.toArray(String[]::new));
    }

    /** What it prints, as one JSON object. */
    private static JsonNode printed(Callable<Integer> command) throws Exception {
        var before = System.out;
        var out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            command.call();
        } finally {
            System.setOut(before);
        }
        return Json.read(out.toByteArray());
    }

    private int verify(String content, String... more) throws IOException {
        return verify(key, content, more);
    }

    private int verify(String key, String content, String[] more) throws IOException {
        var file = Files.writeString(folder.resolve("input"), content);
        var arguments = new ArrayList<>(List.of("verify", file.toString(), "--key", key));
        arguments.addAll(List.of(more));
        return Main.run(arguments.toArray(String[]::new));
    }

    @Test
    void anExportAndAReceiptVerify() throws IOException {
        var saved = Files.writeString(folder.resolve("checkpoint"), checkpoint).toString();

        assertThat(verify(export)).isZero();
        assertThat(verify(export, "--against", saved)).isZero();
        assertThat(verify(receipt)).isZero();
        assertThat(verify(receipt, "--against", saved)).as("a receipt says nothing of an earlier log").isEqualTo(2);
    }

    @Test
    void eachKindOfFailureHasItsCode() throws IOException {
        assertThat(verify(export.replaceFirst("\"status\":\"given\"", "\"status\":\"refused\""))).as("a record").isEqualTo(10);
        assertThat(verify(receipt.replace("dpv:ConsentWithdrawn", "dpv:ConsentGiven"))).as("a receipt").isEqualTo(10);
        assertThat(verify(receipt.replace("\"dpv:hasIdentifier\":\"c-1\"", "\"dpv:hasIdentifier\":\"c-2\""))).as("somebody else's receipt").isEqualTo(10);
        assertThat(verify(export.lines().skip(1).collect(Collectors.joining("\n", "", "\n")))).as("a record is missing").isEqualTo(11);
        assertThat(verify(shorter, "--against", Files.writeString(folder.resolve("newer"), given.client(Role.COMPLIANCE).ledger().checkpoint()).toString())).as("shorter than it was").isEqualTo(13);
        assertThat(verify("{\"@context\":")).as("half a receipt").isEqualTo(14);
        assertThat(verify("no export\n")).isEqualTo(14);
        try (var other = Given.server()) {
            assertThat(verify(other.client(Role.COMPLIANCE).ledger().key().getVerifierKey(), receipt, new String[0])).as("another log's key").isEqualTo(12);
        }
        assertThat(Main.run("verify", folder.resolve("nothing").toString(), "--key", key)).isEqualTo(2);
    }

    @Test
    void aPackageVerifiesWithItsOwnKeyAndSaysThatThisProvesLess() throws Exception {
        var zip = zip(LogFilter.all());
        assertThat(verifyZip(zip)).isZero();
        assertThat(verifyZip(zip, "--key", key)).isZero();
        assertThat(verifyZip(zip, "--key", key, "--against", Files.writeString(folder.resolve("saved"), checkpoint).toString())).isZero();
        var untrusted = printed(() -> verifyZip(zip, "--json"));
        assertThat(untrusted.get("keyTrusted").booleanValue()).isFalse();
        assertThat(untrusted.get("verifierKey").textValue()).isEqualTo(key);
        var trusted = printed(() -> verifyZip(zip, "--json", "--key", key));
        assertThat(trusted.get("keyTrusted").booleanValue()).isTrue();
        assertThat(trusted.get("records").intValue()).isEqualTo(3);
        assertThat(trusted.get("whole").booleanValue()).isTrue();
    }

    @Test
    void eachKindOfFailureOfAPackageHasItsCode() throws Exception {
        var zip = zip(LogFilter.all());
        assertThat(verifyZip(changed(zip, "records.ndjson", 400), "--key", key)).as("a record").isEqualTo(10);
        assertThat(verifyZip(changed(zip, "tile/0/000.p/3", 40), "--key", key)).as("a tile").isEqualTo(11);
        try (var other = Given.server()) {
            assertThat(verifyZip(zip, "--key", other.client(Role.COMPLIANCE).ledger().key().getVerifierKey())).as("another log's key").isEqualTo(12);
        }
        var newer = Files.writeString(folder.resolve("newer"), given.client(Role.COMPLIANCE).ledger().checkpoint()).toString();
        assertThat(verifyZip(zip(LogFilter.all().treeSize(2)), "--key", key, "--against", newer)).as("shorter than it was").isEqualTo(13);
        assertThat(verifyZip(Arrays.copyOf(zip, zip.length - 1), "--key", key)).as("cut short").isEqualTo(14);
        assertThat(verifyZip(changed(zip, "summary.html", 200), "--key", key)).as("the summary").isEqualTo(15);
        var found = printed(() -> verifyZip(changed(zip, "tile/0/000.p/3", 40), "--key", key, "--json"));
        assertThat(found.get("valid").booleanValue()).isFalse();
        assertThat(found.get("failure").textValue()).isEqualTo("altered_log");
        assertThat(found.get("file").textValue()).isEqualTo("tile/0/000.p/3");
    }

    @Test
    void theLogOfAServerThatRunsIsVerifiedWhereItIs() throws Exception {
        var secret = Files.writeString(folder.resolve("api-key"), given.key(Role.COMPLIANCE) + "\n").toString();
        var saved = Files.writeString(folder.resolve("saved"), checkpoint).toString();
        assertThat(Main.run("verify", given.url(), "--api-key", secret, "--key", key, "--against", saved)).isZero();
        assertThat(Main.run("verify", given.url(), "--api-key", secret)).isZero();
        assertThat(Main.run("verify", given.url(), "--api-key", folder.resolve("nothing").toString())).as("no such file").isEqualTo(2);
        assertThat(Main.run("verify", given.url(), "--api-key", Files.writeString(folder.resolve("wrong"), "heed_admin_nonsense").toString())).as("no such key").isEqualTo(1);
        try (var rewritten = given.withSameKey()) {
            rewritten.client(Role.APP).customers().get("c-1").preferences().change(choice -> choice.topic("offers").refuse());
            var own = Files.writeString(folder.resolve("own"), rewritten.key(Role.COMPLIANCE)).toString();
            assertThat(Main.run("verify", rewritten.url(), "--api-key", own, "--key", key)).as("it agrees with itself").isZero();
            assertThat(Main.run("verify", rewritten.url(), "--api-key", own, "--key", key, "--against", saved)).isEqualTo(13);
        }
    }

    @Test
    void anExportBringsNoKeyAlong() throws IOException {
        assertThat(Main.run("verify", Files.writeString(folder.resolve("input"), export).toString())).isEqualTo(2);
    }
}
