package dev.heed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.brand.Catalog.Purpose;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A consent lapses at the same time of day, in UTC, that it was given at. */
class ExpiryTest {
    private static Optional<Instant> lapses(Period period, Instant given) {
        return new Purpose("ads", Map.of(), Map.of(), "dpv:Marketing", LegalBasis.CONSENT, null, false, period).lapses(given);
    }

    @ParameterizedTest
    @CsvSource({"2024-02-29T12:00:00Z, P1Y, 2025-02-28T12:00:00Z", "2024-01-31T23:59:59.999Z, P1M, 2024-02-29T23:59:59.999Z", "2026-12-31T00:00:00Z, P1D, 2027-01-01T00:00:00Z",
        "1969-12-31T23:30:00Z, P6M, 1970-06-30T23:30:00Z", "2026-03-01T10:00:00Z, P1Y2M3W4D, 2027-05-26T10:00:00Z"})
    void itLapsesOnTheDayThatACalendarNames(Instant given, Period period, Instant end) {
        assertThat(lapses(period, given)).contains(end);
    }

    @Test
    void anyPeriodFromAnyMomentIsThatOfTheCalendar() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var given = Instant.ofEpochSecond(random.nextLong(-10_000_000_000L, 10_000_000_000L), random.nextInt(1_000_000_000));
            var period = Period.of(random.nextInt(100), random.nextInt(1_000), random.nextInt(10_000));
            assertThat(lapses(period, given)).as("seed %d: %s and %s", seed, given, period).contains(given.atOffset(ZoneOffset.UTC).plus(period).toInstant());
        }
    }

    @Test
    void whatHasNoPeriodNeverLapses() {
        assertThat(lapses(null, Instant.EPOCH)).isEmpty();
    }
}
