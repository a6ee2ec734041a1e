package dev.heed.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments are written as the contract has them, to the millisecond, and what was written is read back. */
class TimesTest {
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T01:30:00Z,           2026-03-29T01:30:00.000Z",
        "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999Z",
        "1969-12-31T23:59:59.001Z,       1969-12-31T23:59:59.001Z",
        "2024-02-29T00:00:00.010Z,       2024-02-29T00:00:00.010Z",
        "0000-01-01T00:00:00Z,           0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.900Z,       9999-12-31T23:59:59.900Z",
        "-0001-01-01T00:00:00Z,          -0001-01-01T00:00:00.000Z",
        "+10000-01-01T00:00:00Z,         +10000-01-01T00:00:00.000Z"})
    void aMomentIsWrittenInUtcWithMilliseconds(Instant moment, String text) {
        assertThat(Times.text(moment)).isEqualTo(text);
        assertThat(Times.read(text)).isEqualTo(moment.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void anyMomentIsWrittenAsTheFormatterOfTheJdkWritesItAndReadBack() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            var moment = Instant.ofEpochSecond(random.nextLong() % 300_000_000_000L, random.nextInt(1_000_000_000));

            assertThat(Times.text(moment)).isEqualTo(RFC_3339.format(moment));
            assertThat(Times.read(Times.text(moment))).isEqualTo(moment.truncatedTo(ChronoUnit.MILLIS));
        }
    }
}
