package dev.heed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.App;
import dev.heed.Child;
import dev.heed.Config;
import dev.heed.Given;
import dev.heed.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server has the newest in memory, so a second one must not serve the same database. */
class OneServerTest {
    @Test
    void aSecondServerOfADatabaseIsRefusedUntilTheFirstHasStopped() throws Exception {
        try (var given = Given.server()) {
            var settings = Config.of(Map.of("HEED_PORT", "0", "HEED_DATA", given.folder().toString(), "HEED_DATABASE", "jdbc:sqlite:" + given.folder().resolve("heed.db")));
            try (var beside = new App(settings, Clock.systemUTC())) {
                assertThat(beside.check(Integer.MAX_VALUE)).as("whoever does not serve may look").isEmpty();
                assertThatThrownBy(beside::serve).isInstanceOf(IllegalStateException.class).hasMessageContaining("another server serves the database");
                assertThat(serve(given.folder(), given.folder().resolve("heed.db"))).as("a refused try lets nobody in").contains("another server serves the database");
                assertThatThrownBy(() -> Given.fill(beside, Given.SHOP, 1)).isInstanceOf(IllegalStateException.class).hasMessageContaining("another server serves the database");
                assertThat(beside.ledgerSize(beside.brand(Given.SHOP).orElseThrow())).as("nothing was changed").isZero();
            }
            given.restart();
            assertThat(given.app().check(Integer.MAX_VALUE)).isEmpty();
        }
    }

    @Test
    void aDatabaseIsTheSameByWhateverLinkItIsNamed(@TempDir Path folder) throws Exception {
        try (var given = Given.server()) {
            var link = Files.createSymbolicLink(folder.resolve("linked.db"), given.folder().resolve("heed.db"));
            assertThat(serve(given.folder(), link)).contains("another server serves the database");
        }
    }

    private static String serve(Path data, Path database) throws Exception {
        return Child.run(Map.of("HEED_PORT", "0", "HEED_DATA", data.toString(), "HEED_DATABASE", "jdbc:sqlite:" + database), Main.class, "serve");
    }
}
