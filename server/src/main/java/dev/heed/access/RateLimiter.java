package dev.heed.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** How often each caller may call. Never a synonym of frequency cap: that is how often a customer may be contacted. */
public final class RateLimiter {
    private static final int MOST_CALLERS = 200_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder().executor(Runnable::run).maximumSize(MOST_CALLERS).expireAfterAccess(Duration.ofMinutes(10)).build();

    /**
     * A limit.
     *
     * @param name how it is called in the answer's fields
     * @param quota how many requests
     * @param windowSeconds in how many seconds
     */
    public record Limit(String name, long quota, long windowSeconds) {
        /** The field {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers). */
        public String policy() {
            return "\"" + name + "\";q=" + quota + ";w=" + windowSeconds;
        }
    }

    /**
     * What is left of a limit after a request.
     *
     * @param resetSeconds until all of it is there again
     * @param retryAfterSeconds until one more request may come; 0 when this one may
     */
    public record Left(Limit limit, long remaining, long resetSeconds, long retryAfterSeconds) {
        /** The field {@code RateLimit}. */
        public String field() {
            return "\"" + limit.name + "\";r=" + remaining + ";t=" + resetSeconds;
        }

        public boolean exceeded() {
            return retryAfterSeconds > 0;
        }
    }

    /** Takes one request from a caller's limit. */
    public Left take(String caller, Limit limit) {
        var bucket = buckets.get(limit.name + "/" + caller, unseen -> bucket(limit));
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Left(limit, probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()),
            probe.isConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private static Bucket bucket(Limit limit) {
        return Bucket.builder().addLimit(Bandwidth.builder().capacity(limit.quota)
            .refillGreedy(limit.quota, Duration.ofSeconds(limit.windowSeconds)).build()).build();
    }

    private static long seconds(long nanos) {
        return (nanos + 999_999_999) / 1_000_000_000;
    }
}
