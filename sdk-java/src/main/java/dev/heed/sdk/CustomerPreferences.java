package dev.heed.sdk;

import dev.heed.sdk.internal.api.PreferencesApi;
import dev.heed.sdk.model.Preferences;
import dev.heed.sdk.model.PreferencesPatch;
import dev.heed.sdk.model.Preview;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one customer has asked for: read, changed, previewed, taken back. Immutable.
 *
 * <p>Changes of different settings by different devices all succeed; use {@link #ifMatch} where a change depends on what was read.
 */
public final class CustomerPreferences {
    private final Wire wire;
    private final PreferencesApi api;
    private final String customerId;
    private final String ifMatch;
    private final String idempotencyKey;

    CustomerPreferences(Wire wire, String customerId, String ifMatch, String idempotencyKey) {
        this.wire = wire;
        this.api = wire.api(PreferencesApi.class);
        this.customerId = customerId;
        this.ifMatch = ifMatch;
        this.idempotencyKey = idempotencyKey;
    }

    /** What was chosen and what therefore holds. */
    public Versioned<Preferences> read() {
        return wire.versioned(api.preferencesRead(customerId, null, null));
    }

    /** The same, or nothing when it is still the version with this ETag. */
    public Optional<Versioned<Preferences>> readUnless(String etag) {
        Objects.requireNonNull(etag, "etag");
        return wire.ifChanged(api.preferencesRead(customerId, null, etag));
    }

    /** The preferences as they were at a moment that is not later than now. */
    public Preferences asOf(Instant moment) {
        Objects.requireNonNull(moment, "moment");
        return wire.answer(api.preferencesRead(customerId, moment, null));
    }

    /**
     * Changes any number of settings, together or not at all.
     *
     * @throws InvalidException with every fault, when the catalog does not offer this
     * @throws StaleException when made under {@link #ifMatch} and something has changed since
     */
    public Versioned<Preferences> change(Consumer<Draft> change) {
        return change(Draft.written(change));
    }

    /** Makes a change that is already written down as a merge patch, whether this SDK knows its settings or not. */
    public Versioned<Preferences> change(PreferencesPatch patch) {
        return wire.versioned(api.preferencesChange(customerId, patch, ifMatch, idempotencyKey));
    }

    /** What a change would mean, without making it. */
    public Preview preview(Consumer<Draft> change) {
        return preview(Draft.written(change));
    }

    /** What a change that is already written down would mean, without making it. */
    public Preview preview(PreferencesPatch patch) {
        return wire.answer(api.preferencesPreview(customerId, patch, null));
    }

    /** Makes a new version whose choices are those of an earlier one; version 0 takes every choice back. */
    public Versioned<Preferences> revertTo(long version) {
        return revertTo(version, circumstances -> {});
    }

    /** The same, telling how the decision to go back came about. */
    public Versioned<Preferences> revertTo(long version, Consumer<RevertDraft> circumstances) {
        RevertDraft draft = new RevertDraft(version);
        circumstances.accept(draft);
        return wire.versioned(api.preferencesRevert(customerId, draft.revert(), ifMatch, idempotencyKey));
    }

    /** The same preferences, to be changed only while they are still the version with this ETag. */
    public CustomerPreferences ifMatch(String etag) {
        return new CustomerPreferences(wire, customerId, Objects.requireNonNull(etag, "etag"), idempotencyKey);
    }

    /**
     * The same preferences, with a key of your own for the next change: the same for each attempt at one intent, and never for two.
     *
     * @throws IllegalArgumentException unless it is 1 to 100 printable ASCII characters without quotes and backslashes
     */
    public CustomerPreferences withIdempotencyKey(String key) {
        return new CustomerPreferences(wire, customerId, ifMatch, IdempotencyKey.of(key));
    }
}
