package dev.heed.sdk;

import java.time.Duration;
import java.util.Optional;

/** Too many requests with this credential (429), still so after all retries or for longer than they may wait. */
public final class RateLimitedException extends HeedException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    RateLimitedException(Answered answered) {
        super(answered);
        this.retryAfter = answered.retryAfter;
    }

    /** After how long the server will answer again, if it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
