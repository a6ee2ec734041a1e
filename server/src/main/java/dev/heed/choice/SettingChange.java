package dev.heed.choice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.TreeSet;

/**
 * One setting before and after a change. A JSON null stands for "not chosen".
 */
public record SettingChange(Setting setting, JsonNode before, JsonNode after) {
    /** What differs between two sets of choices, in the order of settings. */
    public static List<SettingChange> between(Choices before, Choices after) {
        var settings = new TreeSet<>(before.values().keySet());
        settings.addAll(after.values().keySet());
        return settings.stream()
            .map(setting -> new SettingChange(setting, before.value(setting).orElse(NullNode.instance), after.value(setting).orElse(NullNode.instance)))
            .filter(change -> !change.before.equals(change.after))
            .toList();
    }
}
