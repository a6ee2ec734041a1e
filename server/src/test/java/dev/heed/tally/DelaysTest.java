package dev.heed.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Lengths of time are counted in steps that are never too short and hardly too long. */
class DelaysTest {
    private static final Random RANDOM = new Random(20261122);

    @Test
    void aStepIsNeverTooShortAndTooLongByASixtyFourthAtMost() {
        for (int i = 0; i < 20_000; i++) {
            long millis = (long) Math.exp(RANDOM.nextDouble() * Math.log(400d * 86_400_000));
            assertThat(Delays.step(millis)).isBetween(millis, millis + millis / 64 + 1);
        }
    }

    @Test
    void whatPeopleThinkInEndsAStep() {
        for (long round : new long[] {0, 1, 15, 1_000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000, 604_800_000}) {
            assertThat(Delays.step(round)).isEqualTo(round);
        }
        assertThat(Delays.step(-5)).as("a clock of the caller's that is fast").isZero();
        assertThat(Delays.step(Long.MAX_VALUE)).as("there is a longest").isPositive().isEqualTo(Delays.step(1L << 50));
    }

    @Test
    void aPercentileIsTheStepOfTheOneThatSortingWouldFind() {
        for (int round = 0; round < 200; round++) {
            var all = RANDOM.longs(1 + RANDOM.nextInt(50), 0, 5_000_000).sorted().toArray();
            var counted = new TreeMap<Long, Long>();
            Arrays.stream(all).forEach(millis -> counted.merge(Delays.step(millis), 1L, Long::sum));
            for (int percent : new int[] {1, 50, 95, 100}) {
                long found = all[(int) Math.ceil(all.length * percent / 100.0) - 1];
                assertThat(Delays.percentile(counted, percent)).hasValue(Delays.step(found));
            }
        }
        assertThat(Delays.percentile(new TreeMap<>(), 50)).isEmpty();
    }
}
