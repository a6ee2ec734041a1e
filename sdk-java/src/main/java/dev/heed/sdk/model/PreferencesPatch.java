package dev.heed.sdk.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;

/**
 * A merge patch of a customer's preferences (RFC 7396), sent as it stands.
 *
 * <p>In {@code chosen} a member that is absent leaves a choice alone, {@code null} takes it back, a value makes it. Written by hand, so
 * that it can hold settings that are newer than this SDK. Immutable.
 */
public final class PreferencesPatch {
    private final ObjectNode document;

    private PreferencesPatch(ObjectNode document) {
        this.document = document;
    }

    /**
     * The patch that this JSON object is.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PreferencesPatch of(JsonNode document) {
        return new PreferencesPatch(Json.object(document));
    }

    /**
     * The patch that this text is.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    public static PreferencesPatch parse(String document) {
        return new PreferencesPatch(Json.object(document));
    }

    /** The patch that makes these choices and leaves all others alone, such as those that an import suggests. */
    public static PreferencesPatch choosing(Choices chosen) {
        ObjectNode patch = Json.mapper().createObjectNode();
        patch.set("chosen", Json.mapper().valueToTree(chosen));
        return new PreferencesPatch(patch);
    }

    /** A copy of the document. */
    @JsonValue
    public ObjectNode json() {
        return document.deepCopy();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PreferencesPatch && document.equals(((PreferencesPatch) other).document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    /** Says nothing of what is in it, since choices are personal. */
    @Override
    public String toString() {
        return "PreferencesPatch";
    }
}
