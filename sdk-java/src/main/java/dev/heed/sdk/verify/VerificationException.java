package dev.heed.sdk.verify;

import java.util.OptionalLong;

/** Why something does not verify. The message holds nothing of what was checked but places and sizes. */
public final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final String reason;
    private final long index;

    VerificationException(Failure failure, String reason) {
        super(failure + ": " + reason);
        this.failure = failure;
        this.reason = reason;
        this.index = -1;
    }

    private VerificationException(VerificationException cause, long index) {
        super(cause.failure + ": record " + index + ": " + cause.reason, cause);
        this.failure = cause.failure;
        this.reason = cause.reason;
        this.index = index;
    }

    /** The same, telling at which record. */
    VerificationException atRecord(long index) {
        return new VerificationException(this, index);
    }

    /** The kind of failure. */
    public Failure failure() {
        return failure;
    }

    /** The place in the log of the first broken record of an export; empty when it is not one record that is broken. */
    public OptionalLong index() {
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(index);
    }
}
