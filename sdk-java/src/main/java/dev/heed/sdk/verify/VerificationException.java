package dev.heed.sdk.verify;

import java.util.Optional;
import java.util.OptionalLong;

/** Why something does not verify. The message holds nothing of what was checked but places and sizes. */
public final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final String reason;
    private final long index;
    private final String file;

    VerificationException(Failure failure, String reason) {
        super(failure + ": " + reason);
        this.failure = failure;
        this.reason = reason;
        this.index = -1;
        this.file = null;
    }

    private VerificationException(Failure failure, String reason, long index, String file, VerificationException cause) {
        super(failure + ": " + (index < 0 ? file : "record " + index) + ": " + reason, cause);
        this.failure = failure;
        this.reason = reason;
        this.index = index;
        this.file = file;
    }

    /** The same, telling at which record. */
    VerificationException atRecord(long index) {
        return new VerificationException(failure, reason, index, file, this);
    }

    /** The same, telling in which file of a package. */
    VerificationException inFile(String name) {
        return new VerificationException(failure, reason, index, name, this);
    }

    /** The same as another kind of failure. */
    VerificationException as(Failure kind) {
        return index < 0 && file == null ? new VerificationException(kind, reason) : new VerificationException(kind, reason, index, file, this);
    }

    /** The kind of failure. */
    public Failure failure() {
        return failure;
    }

    /** The place in the log of the first broken record of an export; empty when it is not one record that is broken. */
    public OptionalLong index() {
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(index);
    }

    /** The file of a package that is broken; empty when it is not one file. */
    public Optional<String> file() {
        return Optional.ofNullable(file);
    }
}
