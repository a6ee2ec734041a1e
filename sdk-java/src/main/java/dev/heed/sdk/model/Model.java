package dev.heed.sdk.model;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.heed.sdk.internal.Json;

/** What the generated models have in common. Jackson reads and writes their fields, which are named as on the wire. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE, isGetterVisibility = Visibility.NONE, setterVisibility = Visibility.NONE, creatorVisibility = Visibility.NONE)
public abstract class Model {
    Model() {}

    /** Whether the two say the same on the wire. */
    @Override
    public final boolean equals(Object other) {
        return this == other || other != null && getClass() == other.getClass() && json().equals(((Model) other).json());
    }

    @Override
    public final int hashCode() {
        return json().hashCode();
    }

    /** Says nothing of what is in it, which may be personal. */
    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }

    private com.fasterxml.jackson.databind.JsonNode json() {
        return Json.mapper().valueToTree(this);
    }
}
