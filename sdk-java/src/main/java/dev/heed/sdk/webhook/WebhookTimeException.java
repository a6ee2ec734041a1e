package dev.heed.sdk.webhook;

/** It was sent too long ago, or in the future: somebody may be repeating what they overheard, or a clock is wrong. */
public final class WebhookTimeException extends WebhookException {
    private static final long serialVersionUID = 1L;

    WebhookTimeException() {
        super("the webhook's time is too far from now");
    }
}
