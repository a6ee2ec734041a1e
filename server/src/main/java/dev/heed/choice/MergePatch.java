package dev.heed.choice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.store.Json;

/** JSON merge patch, as RFC 7396 section 2 defines it. */
public final class MergePatch {
    private MergePatch() {}

    /** The choices after the patch: a member replaces, null removes, an array replaces whole. */
    public static Choices apply(Choices before, ObjectNode patch) {
        return Choices.of((ObjectNode) apply(before.toJson(), patch));
    }

    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var result = target instanceof ObjectNode object ? object.deepCopy() : Json.object();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), apply(result.path(member.getKey()), member.getValue()));
            }
        });
        return result;
    }
}
