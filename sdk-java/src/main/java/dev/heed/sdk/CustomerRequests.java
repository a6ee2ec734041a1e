package dev.heed.sdk;

import dev.heed.sdk.internal.api.RightsApi;
import dev.heed.sdk.model.Right;
import dev.heed.sdk.model.RightsAsking;
import dev.heed.sdk.model.RightsRequest;
import dev.heed.sdk.model.RightsRequestPage;

/** What one customer asks for by law. Immutable. */
public final class CustomerRequests {
    private final Wire wire;
    private final RightsApi api;
    private final String customerId;
    private final String idempotencyKey;

    CustomerRequests(Wire wire, String customerId, String idempotencyKey) {
        this.wire = wire;
        this.api = wire.api(RightsApi.class);
        this.customerId = customerId;
        this.idempotencyKey = idempotencyKey;
    }

    /** Asks for it; the answer tells by when the brand must have answered. */
    public RightsRequest ask(Right right) {
        return ask(new RightsAsking().right(Known.value(right)));
    }

    /** The same, with the customer's own words. */
    public RightsRequest ask(Right right, String note) {
        return ask(new RightsAsking().right(Known.value(right)).note(note));
    }

    /** All that the customer asked for, newest first. */
    public Paged<RightsRequest> list() {
        return new Paged<>(
                (limit, cursor) -> {
                    RightsRequestPage page = wire.answer(api.rightsOwn(customerId, limit, cursor));
                    return new Paged.Page<>(page.getItems(), page.getNext());
                },
                null);
    }

    /** The same, with a key of your own for the next {@code ask}: for one intent, however often it is tried. */
    public CustomerRequests withIdempotencyKey(String key) {
        return new CustomerRequests(wire, customerId, IdempotencyKey.of(key));
    }

    private RightsRequest ask(RightsAsking asking) {
        return wire.answer(api.rightsRequest(customerId, asking, idempotencyKey));
    }
}
