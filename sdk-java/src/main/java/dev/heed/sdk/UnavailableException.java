package dev.heed.sdk;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The server could not be reached, did not answer in time, or answered that it cannot work now (502, 503, 504), after all retries.
 *
 * <p>Whether a write was done is unknown. Doing it again with the same idempotency key is safe.
 */
public final class UnavailableException extends HeedException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    UnavailableException(Answered answered) {
        super(answered);
        this.retryAfter = answered.retryAfter;
    }

    UnavailableException(IOException cause) {
        super("no_answer", "the server could not be reached or did not answer in time", cause);
        this.retryAfter = null;
    }

    /** After how long the server will answer again, if it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
