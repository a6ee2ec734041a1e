package dev.heed.choice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.TreeMap;

/**
 * One setting before and after a change. A JSON null stands for "not chosen".
 */
public record SettingChange(Setting setting, JsonNode before, JsonNode after) {
    /** What differs between two sets of choices, in the order of settings. */
    public static List<SettingChange> between(Choices before, Choices after) {
        var changes = new TreeMap<Setting, SettingChange>();
        before.values().forEach((setting, value) -> {
            var now = after.value(setting).orElse(NullNode.instance);
            // What a patch did not touch is the same node: looking is cheaper than comparing.
            if (now != value && !now.equals(value)) {
                changes.put(setting, new SettingChange(setting, value, now));
            }
        });
        after.values().forEach((setting, value) -> {
            if (!before.values().containsKey(setting)) {
                changes.put(setting, new SettingChange(setting, NullNode.instance, value));
            }
        });
        return List.copyOf(changes.values());
    }
}
