package dev.heed.bench;

/** Counts durations in logarithmic buckets, each at most 3 % wide, so that a percentile costs no list of a million numbers. */
final class Histogram {
    private static final int PARTS_BITS = 5;
    private static final int PARTS = 1 << PARTS_BITS;

    private final long[] counts = new long[64 * PARTS];
    private long count;

    void add(long nanos) {
        counts[bucket(Math.max(nanos, 1))]++;
        count++;
    }

    long count() {
        return count;
    }

    /** The duration, in milliseconds, that this share of all stayed within. 0 when there are none. */
    double millis(double share) {
        long wanted = (long) Math.ceil(count * share);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length && wanted > 0; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return upperEnd(bucket) / 1e6;
            }
        }
        return 0;
    }

    private static int bucket(long nanos) {
        int magnitude = 63 - Long.numberOfLeadingZeros(nanos);
        return magnitude <= PARTS_BITS ? (int) nanos : (magnitude - PARTS_BITS) * PARTS + (int) (nanos >> magnitude - PARTS_BITS);
    }

    private static long upperEnd(int bucket) {
        if (bucket < 2 * PARTS) {
            return bucket;
        }
        int shift = bucket / PARTS - 1;
        return (bucket % PARTS + PARTS + 1L) << shift;
    }
}
