package dev.heed.sdk.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;

/**
 * What a customer chose, in terms that another brand can read.
 *
 * <p>It holds the JSON document itself, so that what is newer than this SDK survives the way from one brand to another. Immutable.
 */
public final class PortablePreferences {
    private final ObjectNode document;

    private PortablePreferences(ObjectNode document) {
        this.document = document;
    }

    /**
     * The document that this JSON object is.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PortablePreferences of(JsonNode document) {
        return new PortablePreferences(Json.object(document));
    }

    /**
     * The document that this text is.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    public static PortablePreferences parse(String document) {
        return new PortablePreferences(Json.object(document));
    }

    /** A copy of the document. */
    @JsonValue
    public ObjectNode json() {
        return document.deepCopy();
    }

    /** The document as text, to be kept in a file. */
    public String text() {
        return document.toString();
    }

    /** The version of its format. */
    public int version() {
        return document.path("version").asInt();
    }

    /** What the brand calls itself whence it comes; empty when it does not tell. */
    public String brand() {
        return document.path("origin").path("brand").asText("");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortablePreferences && document.equals(((PortablePreferences) other).document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    /** Says nothing of what is in it, since choices are personal. */
    @Override
    public String toString() {
        return "PortablePreferences";
    }
}
