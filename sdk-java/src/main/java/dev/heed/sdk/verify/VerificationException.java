package dev.heed.sdk.verify;

/** Why something does not verify. The message holds nothing of what was checked but places and sizes. */
public final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    VerificationException(Failure failure, String reason) {
        super(failure + ": " + reason);
        this.failure = failure;
    }

    /** The kind of failure. */
    public Failure failure() {
        return failure;
    }
}
