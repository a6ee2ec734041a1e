package dev.heed.sdk;

import dev.heed.sdk.model.AudienceRequest;
import dev.heed.sdk.model.Caller;
import dev.heed.sdk.model.DecisionRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** What else a question says, being written down. */
public final class QuestionDraft {
    private Set<String> purposes;
    private Caller caller;
    private Instant at;

    QuestionDraft() {}

    /** The uses of data of the catalog that the contact rests on; each must be permitted. */
    public QuestionDraft purposes(String... ids) {
        purposes = new LinkedHashSet<>(Arrays.asList(ids));
        return this;
    }

    /** Who would call; needed on a channel with calls, and nowhere else. */
    public QuestionDraft caller(Caller caller) {
        this.caller = Known.value(caller);
        return this;
    }

    /** Another moment to ask about, as things are now. A place can be reserved for now only. */
    public QuestionDraft at(Instant moment) {
        this.at = Objects.requireNonNull(moment, "moment");
        return this;
    }

    DecisionRequest about(String customerId, String channel, String topic, boolean reserve) {
        return new DecisionRequest()
                .customerId(Objects.requireNonNull(customerId, "customerId"))
                .channel(Objects.requireNonNull(channel, "channel"))
                .topic(Objects.requireNonNull(topic, "topic"))
                .purposes(purposes)
                .caller(caller)
                .at(at)
                .reserve(reserve ? true : null);
    }

    AudienceRequest about(String channel, String topic) {
        return new AudienceRequest()
                .channel(Objects.requireNonNull(channel, "channel"))
                .topic(Objects.requireNonNull(topic, "topic"))
                .purposes(purposes)
                .caller(caller)
                .at(at);
    }
}
