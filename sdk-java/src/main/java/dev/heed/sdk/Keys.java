package dev.heed.sdk;

import dev.heed.sdk.internal.api.AccessApi;
import dev.heed.sdk.model.Key;
import dev.heed.sdk.model.KeyPage;
import dev.heed.sdk.model.KeyRequest;
import dev.heed.sdk.model.NewKey;
import dev.heed.sdk.model.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Creates, lists and revokes the keys of the brand's systems. For role {@code admin}. */
public final class Keys {
    private final Wire wire;
    private final AccessApi api;
    private final String idempotencyKey;

    Keys(Wire wire, String idempotencyKey) {
        this.wire = wire;
        this.api = wire.api(AccessApi.class);
        this.idempotencyKey = idempotencyKey;
    }

    /** Creates a key that works until revoked. The answer holds the key, this once. */
    public NewKey create(Role role, String label) {
        return create(new KeyRequest().role(Known.value(role)).label(label));
    }

    /** Creates a key that works until a moment. The answer holds the key, this once. */
    public NewKey create(Role role, String label, Instant expiresAt) {
        Objects.requireNonNull(expiresAt, "expiresAt");
        return create(new KeyRequest().role(Known.value(role)).label(label).expiresAt(expiresAt));
    }

    /** All keys, oldest first, revoked ones included, without the keys themselves. */
    public Paged<Key> list() {
        return new Paged<>(
                (limit, cursor) -> {
                    KeyPage page = wire.answer(api.keysList(limit, cursor));
                    return new Paged.Page<>(page.getItems(), page.getNext());
                },
                null);
    }

    /** Makes a key useless from the very next request on. Revoking it again changes nothing. */
    public void revoke(UUID keyId) {
        wire.done(api.keysRevoke(Objects.requireNonNull(keyId, "keyId")));
    }

    /** The same, with a key of your own for {@code create}: for one intent, however often it is tried. */
    public Keys withIdempotencyKey(String key) {
        return new Keys(wire, IdempotencyKey.of(key));
    }

    private NewKey create(KeyRequest request) {
        return wire.answer(api.keysCreate(request, idempotencyKey));
    }
}
