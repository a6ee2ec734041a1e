package dev.heed.sdk;

import dev.heed.sdk.internal.api.FeedbackApi;
import dev.heed.sdk.model.Feedback;
import dev.heed.sdk.model.FeedbackCount;
import dev.heed.sdk.model.FeedbackPage;
import java.util.Collections;
import java.util.List;

/** Reads what customers said of the brand's contacts. For roles {@code admin}, {@code app} and {@code compliance}. */
public final class CustomerFeedback {
    private final Wire wire;
    private final FeedbackApi api;

    CustomerFeedback(Wire wire) {
        this.wire = wire;
        this.api = wire.api(FeedbackApi.class);
    }

    /** All feedback that is kept, newest first. */
    public Paged<Feedback> list() {
        return new Paged<>(
                (limit, cursor) -> {
                    FeedbackPage page = wire.answer(api.feedbackList(limit, cursor));
                    return new Paged.Page<>(page.getItems(), page.getNext());
                },
                null);
    }

    /** How often each verdict was given, by topic and channel. */
    public List<FeedbackCount> counts() {
        List<FeedbackCount> counts = wire.answer(api.feedbackList(1, null)).getCounts();
        return counts == null ? Collections.emptyList() : counts;
    }
}
