package dev.heed.tally;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.LongStream;

/** Counts lengths of time in steps, so that millions of them take little room: each step is at most a sixty-fourth longer than the one before. */
final class Delays {
    private static final long LONGEST = 400L * 86_400_000;
    /** Lengths that people think in; each ends a step, so that counts of them are exact. */
    private static final long[] ROUND = {1_000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000, 604_800_000, LONGEST};
    private static final long[] STEPS = steps();

    private Delays() {}

    private static long[] steps() {
        var geometric = LongStream.iterate(0, step -> step <= LONGEST, step -> Math.max(step + 1, step * 65 / 64));
        return LongStream.concat(geometric, Arrays.stream(ROUND)).sorted().distinct().toArray();
    }

    /** The end of the step that a length of time falls into: never below it, above it by a sixty-fourth at most, and the longest for what is longer still. */
    static long step(long millis) {
        int found = Arrays.binarySearch(STEPS, Math.max(0, millis));
        return STEPS[Math.min(found < 0 ? -found - 1 : found, STEPS.length - 1)];
    }

    /**
     * The step within which such a share of all lengths lies (nearest rank); empty when there are none.
     *
     * @param counted how many by step
     */
    static OptionalLong percentile(SortedMap<Long, Long> counted, int percent) {
        long all = counted.values().stream().mapToLong(Long::longValue).sum();
        long rank = (all * percent + 99) / 100;
        long below = 0;
        for (Map.Entry<Long, Long> step : counted.entrySet()) {
            below += step.getValue();
            if (below >= rank) {
                return OptionalLong.of(step.getKey());
            }
        }
        return OptionalLong.empty();
    }
}
