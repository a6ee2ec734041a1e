package dev.heed.sdk.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An evidence package of which every record and every byte is in order. Only a {@link Verifier} makes one. */
public final class VerifiedEvidence {
    private final VerifiedCheckpoint checkpoint;
    private final VerifiedCheckpoint earlier;
    private final Manifest manifest;

    VerifiedEvidence(VerifiedCheckpoint checkpoint, VerifiedCheckpoint earlier, Manifest manifest) {
        this.checkpoint = checkpoint;
        this.earlier = earlier;
        this.manifest = manifest;
    }

    /** The signed state of the log in which the records are proved. */
    public VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** The earlier checkpoint that the package brings along; the log only grew since. Unless you saved it yourself, only the package says that it is earlier. */
    public Optional<VerifiedCheckpoint> earlier() {
        return Optional.ofNullable(earlier);
    }

    /** How many records the package holds. */
    public long records() {
        return manifest.records;
    }

    /** How many of them tell nothing personal any more. */
    public long erased() {
        return manifest.erased;
    }

    /** How many of them tell some of what is personal, and withhold some. */
    public long redacted() {
        return manifest.redacted;
    }

    /** Whether it holds every record of the log; otherwise {@link #filter} says what was asked for, and nobody can tell whether that is all of it. */
    public boolean isWhole() {
        return manifest.filter.isEmpty();
    }

    /** What was asked for, as members of the request; empty when everything was. A copy. */
    public ObjectNode filter() {
        return manifest.filter.deepCopy();
    }

    /** Who it was made for: {@code regulator}, {@code internal_audit}, {@code subject_access}. */
    public String profile() {
        return manifest.profile;
    }
}
