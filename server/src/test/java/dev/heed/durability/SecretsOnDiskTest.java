package dev.heed.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.App;
import dev.heed.Config;
import dev.heed.Given;
import dev.heed.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of keys and secrets when the machine stops at the worst moment. */
class SecretsOnDiskTest {
    @TempDir
    private Path folder;

    private App app() {
        return new App(Config.of(Map.of("HEED_PORT", "0", "HEED_DATA", folder.toString(), "HEED_DATABASE", "jdbc:sqlite:" + folder.resolve("heed.db"))), Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(strings = {"token.secret", "link.secret", "cursor.secret", "erasure.secret"})
    void aSecretThatIsNotWholeStopsTheStartWithASentenceAndIsNotChanged(String name) throws IOException {
        app().close();
        var file = folder.resolve(name);
        var whole = Files.readAllBytes(file);
        for (int bytes : new int[] {0, 1, 31, 33}) {
            Files.write(file, java.util.Arrays.copyOf(whole, bytes));
            assertThatThrownBy(this::app).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(file + " must have 32 bytes; it has " + bytes)
                .hasMessageContaining("Restore the file from its backup");
            assertThat(Files.readAllBytes(file)).hasSize(bytes);
        }
        Files.write(file, whole);
        app().close();
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token.secret", "link.secret", "cursor.secret", "erasure.secret", "keys/shop.key"})
    void whatACrashLeftOfAnUnfinishedSecretDoesNotMatter(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file.resolveSibling(file.getFileName() + "123.new"), new byte[0]);
        Files.write(file.resolveSibling("shop.new"), new byte[7]);
        try (var app = app()) {
            app.createBrand(Given.SHOP, Given.catalog());
            app.serve();
        }
        var made = Files.readAllBytes(file);
        assertThat(made).hasSizeGreaterThanOrEqualTo(32);
        try (var app = app()) {
            app.serve();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(made);
    }

    @Test
    void aBrandIsNotBegunWithAKeyThatIsNotWhole() throws IOException {
        var key = folder.resolve("keys").resolve("shop.key");
        try (var app = app()) {
            app.createBrand("other", Given.catalog());
            dev.heed.store.PrivateFile.create(key, new byte[0]);
            assertThatThrownBy(() -> app.createBrand(Given.SHOP, Given.catalog())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("shop.key is broken");
            assertThat(app.brand(Given.SHOP)).isEmpty();
            Files.delete(key);
            app.createBrand(Given.SHOP, Given.catalog());
            assertThat(app.verifierKey(app.brand(Given.SHOP).orElseThrow())).startsWith("heed.local/shop+");
        }
    }

    @Test
    void tokensCursorsAndTheLogsKeyOutliveARestart() {
        try (var given = Given.server()) {
            var token = given.client(Role.APP).customers().get("c-1").mintToken(Duration.ofMinutes(5)).getToken();
            var key = given.client(Role.APP).ledger().key().getVerifierKey();
            given.restart();
            assertThat(given.client(token).customers().get("c-1").preferences().read().value().getVersion()).isZero();
            assertThat(given.client(Role.APP).ledger().key().getVerifierKey()).isEqualTo(key);
        }
    }

    @Test
    void programsThatStartAtOnceOnAnEmptyFolderShareTheirSecrets() throws IOException {
        Given.together(4, () -> {
            app().close();
            return null;
        });
        assertThat(Files.readAllBytes(folder.resolve("token.secret"))).hasSize(32);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }
}
