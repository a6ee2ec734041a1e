package dev.heed.sdk;

import dev.heed.sdk.internal.api.DecisionsApi;
import dev.heed.sdk.model.Contact;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** Tells what became of contacts. For roles {@code admin}, {@code app} and {@code sender}. Immutable. */
public final class Contacts {
    private final Wire wire;
    private final DecisionsApi api;
    private final String idempotencyKey;

    Contacts(Wire wire, String idempotencyKey) {
        this.wire = wire;
        this.api = wire.api(DecisionsApi.class);
        this.idempotencyKey = idempotencyKey;
    }

    /** Records a contact that was made now, without asking. It counts under the customer's caps as any other. */
    public Contact record(String customerId, String channel, String topic) {
        return record(customerId, channel, topic, contact -> {});
    }

    /** Records a contact that was made earlier, at most 30 days ago. */
    public Contact record(String customerId, String channel, String topic, Instant at) {
        return record(customerId, channel, topic, contact -> contact.at(at));
    }

    /** Records a contact, saying more. */
    public Contact record(String customerId, String channel, String topic, Consumer<ContactDraft> more) {
        ContactDraft draft = new ContactDraft(customerId, channel, topic);
        more.accept(draft);
        return wire.answer(api.contactsRecord(draft.request(), idempotencyKey));
    }

    /**
     * A reserved contact was made, now. Confirming it again changes nothing.
     *
     * @throws HeedException of kind {@code conflict} when its place was released, by somebody or by the clock
     */
    public Contact confirm(UUID contactId) {
        return wire.answer(api.contactsConfirm(Objects.requireNonNull(contactId, "contactId"), idempotencyKey));
    }

    /**
     * A reserved contact will not be made: its place is free for another. Releasing it again changes nothing.
     *
     * @throws HeedException of kind {@code conflict} when it was confirmed
     */
    public Contact release(UUID contactId) {
        return wire.answer(api.contactsRelease(Objects.requireNonNull(contactId, "contactId"), idempotencyKey));
    }

    /** The same, with a key of your own: for one intent, however often it is tried. */
    public Contacts withIdempotencyKey(String key) {
        return new Contacts(wire, IdempotencyKey.of(key));
    }
}
