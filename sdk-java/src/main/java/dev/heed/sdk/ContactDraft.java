package dev.heed.sdk;

import dev.heed.sdk.model.Caller;
import dev.heed.sdk.model.ContactRequest;
import java.time.Instant;
import java.util.Objects;

/** A contact that was made, being written down. */
public final class ContactDraft {
    private final ContactRequest request;

    ContactDraft(String customerId, String channel, String topic) {
        this.request = new ContactRequest()
                .customerId(Objects.requireNonNull(customerId, "customerId"))
                .channel(Objects.requireNonNull(channel, "channel"))
                .topic(Objects.requireNonNull(topic, "topic"));
    }

    /** Who called; needed on a channel with calls, and nowhere else. */
    public ContactDraft caller(Caller caller) {
        request.caller(Known.value(caller));
        return this;
    }

    /** When, if not now: not in the future, at most 30 days ago. */
    public ContactDraft at(Instant moment) {
        request.at(Objects.requireNonNull(moment, "moment"));
        return this;
    }

    ContactRequest request() {
        return request;
    }
}
