package dev.heed.sdk;

import dev.heed.sdk.model.Revert;

/** The way back to an earlier version, being written down. */
public final class RevertDraft extends Circumstanced<RevertDraft> {
    private final long toVersion;

    RevertDraft(long toVersion) {
        this.toVersion = toVersion;
    }

    @Override
    RevertDraft self() {
        return this;
    }

    Revert revert() {
        return new Revert().toVersion(toVersion).circumstances(told());
    }
}
