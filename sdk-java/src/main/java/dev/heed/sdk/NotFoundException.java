package dev.heed.sdk;

/** There is no such thing, or none that this credential may know of (404). */
public final class NotFoundException extends HeedException {
    private static final long serialVersionUID = 1L;

    NotFoundException(Answered answered) {
        super(answered);
    }
}
