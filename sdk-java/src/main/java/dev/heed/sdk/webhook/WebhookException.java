package dev.heed.sdk.webhook;

/** A webhook that is not to be acted upon. Its message holds neither the body nor a secret nor a signature: it is safe to log. */
public class WebhookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebhookException(String message) {
        super(message);
    }

    static WebhookException unreadable(String why) {
        return new WebhookException("not a webhook of Heed: " + why);
    }
}
