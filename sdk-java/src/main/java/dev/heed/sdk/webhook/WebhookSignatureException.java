package dev.heed.sdk.webhook;

/** No signature fits the body and any of the secrets: it was not sent by Heed, or something on its way changed it. */
public final class WebhookSignatureException extends WebhookException {
    private static final long serialVersionUID = 1L;

    WebhookSignatureException() {
        super("no signature of the webhook is right");
    }
}
