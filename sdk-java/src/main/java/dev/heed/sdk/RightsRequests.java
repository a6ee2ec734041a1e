package dev.heed.sdk;

import dev.heed.sdk.internal.api.RightsApi;
import dev.heed.sdk.model.RightsClosing;
import dev.heed.sdk.model.RightsExtension;
import dev.heed.sdk.model.RightsOutcome;
import dev.heed.sdk.model.RightsRequest;
import dev.heed.sdk.model.RightsRequestPage;
import dev.heed.sdk.model.RightsState;
import java.util.Objects;
import java.util.UUID;

/** Answers what customers ask for by law. For role {@code admin}; {@code compliance} may list. Immutable. */
public final class RightsRequests {
    private final Wire wire;
    private final RightsApi api;
    private final String idempotencyKey;

    RightsRequests(Wire wire, String idempotencyKey) {
        this.wire = wire;
        this.api = wire.api(RightsApi.class);
        this.idempotencyKey = idempotencyKey;
    }

    /** Those that are not closed, the soonest due first. */
    public Paged<RightsRequest> open() {
        return list(RightsState.OPEN);
    }

    /** Those that should have been closed and were not, the soonest due first. */
    public Paged<RightsRequest> overdue() {
        return list(RightsState.OVERDUE);
    }

    /** Those that are closed, the newest first. */
    public Paged<RightsRequest> closed() {
        return list(RightsState.CLOSED);
    }

    /**
     * Takes two further months. Doing it again for the same reason changes nothing.
     *
     * @throws HeedException of kind {@code conflict} when the first month is over, it was extended for another reason, or it is closed
     */
    public RightsRequest extend(UUID requestId, String reason) {
        RightsExtension extension = new RightsExtension().reason(Objects.requireNonNull(reason, "reason"));
        return wire.answer(api.rightsExtend(Objects.requireNonNull(requestId, "requestId"), extension, idempotencyKey));
    }

    /**
     * The customer got what they asked for. Doing it again changes nothing.
     *
     * @throws HeedException of kind {@code conflict} when it was refused
     */
    public RightsRequest fulfill(UUID requestId) {
        return close(requestId, new RightsClosing().outcome(RightsOutcome.FULFILLED));
    }

    /**
     * The customer does not get what they asked for. Doing it again for the same reason changes nothing.
     *
     * @throws HeedException of kind {@code conflict} when it was closed in another way
     */
    public RightsRequest refuse(UUID requestId, String reason) {
        return close(requestId, new RightsClosing().outcome(RightsOutcome.REFUSED).reason(Objects.requireNonNull(reason, "reason")));
    }

    /** The same, with a key of your own for the next write: for one intent, however often it is tried. */
    public RightsRequests withIdempotencyKey(String key) {
        return new RightsRequests(wire, IdempotencyKey.of(key));
    }

    private RightsRequest close(UUID requestId, RightsClosing closing) {
        return wire.answer(api.rightsClose(Objects.requireNonNull(requestId, "requestId"), closing, idempotencyKey));
    }

    private Paged<RightsRequest> list(RightsState state) {
        return new Paged<>(
                (limit, cursor) -> {
                    RightsRequestPage page = wire.answer(api.rightsList(state, limit, cursor));
                    return new Paged.Page<>(page.getItems(), page.getNext());
                },
                null);
    }
}
