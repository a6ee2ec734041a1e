package dev.heed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.access.Role;
import dev.heed.sdk.ExportFormat;
import dev.heed.sdk.LogFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
}
