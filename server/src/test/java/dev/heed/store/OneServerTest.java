package dev.heed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.App;
import dev.heed.Config;
import dev.heed.Given;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One server has the newest in memory, so a second one must not serve the same database. */
class OneServerTest {
    @Test
    void aSecondServerOfADatabaseIsRefusedUntilTheFirstHasStopped() {
        try (var given = Given.server()) {
            var settings = Config.of(Map.of("HEED_PORT", "0", "HEED_DATA", given.folder().toString(), "HEED_DATABASE", "jdbc:sqlite:" + given.folder().resolve("heed.db")));
            try (var beside = new App(settings, Clock.systemUTC())) {
                assertThat(beside.check(Integer.MAX_VALUE)).as("whoever does not serve may look").isEmpty();
                assertThatThrownBy(beside::serve).isInstanceOf(IllegalStateException.class).hasMessageContaining("another server serves the database");
                assertThatThrownBy(() -> Given.fill(beside, Given.SHOP, 1)).isInstanceOf(IllegalStateException.class).hasMessageContaining("another server serves the database");
                assertThat(beside.ledgerSize(beside.brand(Given.SHOP).orElseThrow())).as("nothing was changed").isZero();
            }
            given.restart();
            assertThat(given.app().check(Integer.MAX_VALUE)).isEmpty();
        }
    }
}
