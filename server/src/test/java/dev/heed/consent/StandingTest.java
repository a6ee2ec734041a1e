package dev.heed.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where consents stand is stored the same, however it came about. */
class StandingTest {
    private static final int RECORDS = 500;

    private static ConsentRecord record(Random random, int index) {
        var setting = switch (random.nextInt(3)) {
            case 0 -> Setting.of(Type.TOPIC, "t" + random.nextInt(12));
            case 1 -> Setting.topicChannel("t" + random.nextInt(3), "c" + random.nextInt(3));
            default -> Setting.of(Type.PURPOSE, "p" + random.nextInt(4));
        };
        var status = ConsentStatus.values()[random.nextInt(ConsentStatus.values().length)];
        var at = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
        return new ConsentRecord(index, new UUID(0, index), setting, Optional.of(status), Optional.of(ConsentStatus.UNKNOWN), Optional.of(LegalBasis.CONSENT), Optional.empty(),
            "widget", "customer", 1, at, at, 0, Optional.empty());
    }

    @Test
    void whatGrewRecordByRecordIsStoredAsWhatIsWrittenAnew() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var records = new ArrayList<ConsentRecord>();
        var grown = Standing.NONE;
        for (int index = 0; index < RECORDS; index++) {
            records.add(record(random, index));
            grown = grown.with(List.of(records.get(index)));
            if (random.nextInt(4) > 0) {    // not each is stored
                assertThat(text(grown)).as("seed %d, record %d", seed, index).isEqualTo(text(Consents.standing(records)));
                assertThat(Standing.of(grown.bytes())).isEqualTo(grown);
            }
        }
    }

    /** Settings may come to stand in another order than that in which they were once stored. */
    @Test
    void whatWasStoredInAnotherOrderIsNotMixedUp() {
        var random = new Random(1);
        var stored = "{\"purpose:p1\":[\"given\",5,6,7],\"topic:t1\":[\"refused\",1,2,3],\"topic:t0\":[\"given\",2,3,4]}".getBytes(StandardCharsets.UTF_8);
        for (int index = 10; index < 60; index++) {
            var record = record(random, index);
            assertThat(Standing.of(Standing.of(stored).with(List.of(record)).bytes())).as("%s", record.setting()).isEqualTo(Standing.of(stored).with(List.of(record)));
        }
    }

    private static String text(Standing standing) {
        return new String(standing.bytes(), StandardCharsets.UTF_8);
    }
}
