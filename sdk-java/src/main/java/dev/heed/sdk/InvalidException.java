package dev.heed.sdk;

/** The request is not what the contract or the catalog asks for (400, 413, 415, 422); {@link #faults()} says where. */
public final class InvalidException extends HeedException {
    private static final long serialVersionUID = 1L;

    InvalidException(Answered answered) {
        super(answered);
    }
}
