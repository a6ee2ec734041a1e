package dev.heed.sdk.verify;

/** An export that holds exactly the records that its checkpoint signs, each saying what was logged. Only a {@link Verifier} makes one. */
public final class VerifiedExport {
    private final VerifiedCheckpoint checkpoint;
    private final long erased;
    private final long redacted;

    VerifiedExport(VerifiedCheckpoint checkpoint, long erased, long redacted) {
        this.checkpoint = checkpoint;
        this.erased = erased;
        this.redacted = redacted;
    }

    /** The checkpoint of the last line. Save it: a later export can be held against it. */
    public VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** How many records there are, which is how many the log had. */
    public long records() {
        return checkpoint.size();
    }

    /** How many of them tell nothing personal any more. */
    public long erased() {
        return erased;
    }

    /** How many of them tell some of what is personal, and withhold some. A server's own export has none. */
    public long redacted() {
        return redacted;
    }
}
