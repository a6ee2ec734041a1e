package dev.heed.sdk;

import dev.heed.sdk.model.FeedbackRequest;
import dev.heed.sdk.model.FeedbackVerdict;
import java.util.Objects;
import java.util.UUID;

/** What a customer says, being written down. */
public final class FeedbackDraft {
    private final FeedbackRequest request;

    FeedbackDraft(FeedbackVerdict verdict) {
        this.request = new FeedbackRequest().verdict(Known.value(verdict));
    }

    /** About one contact of this customer's, instead of the brand's contacts in general. */
    public FeedbackDraft about(UUID contactId) {
        request.contactId(Objects.requireNonNull(contactId, "contactId"));
        return this;
    }

    /** In the customer's own words. */
    public FeedbackDraft comment(String comment) {
        request.comment(Objects.requireNonNull(comment, "comment"));
        return this;
    }

    FeedbackRequest request() {
        return request;
    }
}
