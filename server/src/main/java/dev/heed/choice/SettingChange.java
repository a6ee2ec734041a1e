package dev.heed.choice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One setting before and after a change. A JSON null stands for "not chosen".
 */
public record SettingChange(Setting setting, JsonNode before, JsonNode after) {
    /** What differs between two sets of choices, in the order of settings. */
    public static List<SettingChange> between(Choices before, Choices after) {
        var was = before.bySetting();
        var is = after.bySetting();
        var changes = new ArrayList<SettingChange>();
        for (int i = 0, k = 0; i < was.size() || k < is.size();) {
            int order = i == was.size() ? 1 : k == is.size() ? -1 : was.setting(i).compareTo(is.setting(k));
            var setting = order > 0 ? is.setting(k) : was.setting(i);
            var then = order > 0 ? NullNode.instance : was.value(i++);
            var now = order < 0 ? NullNode.instance : is.value(k++);
            // What a patch did not touch is the same node: looking is cheaper than comparing.
            if (now != then && !now.equals(then)) {
                changes.add(new SettingChange(setting, then, now));
            }
        }
        return changes;
    }
}
