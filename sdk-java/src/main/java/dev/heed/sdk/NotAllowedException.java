package dev.heed.sdk;

/** No credential, one that is no longer valid (401), or one that is not for this (403). */
public final class NotAllowedException extends HeedException {
    private static final long serialVersionUID = 1L;

    NotAllowedException(Answered answered) {
        super(answered);
    }
}
