package dev.heed.sdk;

/** The resource has moved on from the version in {@code ifMatch} (412): read it again and decide anew. */
public final class StaleException extends HeedException {
    private static final long serialVersionUID = 1L;

    StaleException(Answered answered) {
        super(answered);
    }
}
