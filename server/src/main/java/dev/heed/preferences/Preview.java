package dev.heed.preferences;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.choice.SettingChange;
import dev.heed.consent.ConsentRecord;
import dev.heed.store.Json;
import java.util.List;
import java.util.function.BiPredicate;

/** What a change would mean to the customer. */
public record Preview(Preferences before, Preferences after, List<SettingChange> changes) {
    /** As the contract has it. */
    public ObjectNode toJson() {
        double rateBefore = Outlook.messagesPerWeek(before.catalog(), before.effective());
        double rateAfter = Outlook.messagesPerWeek(after.catalog(), after.effective());
        var json = Json.object().put("summary", Outlook.sentence(rateBefore, rateAfter));
        json.putObject("messagesPerWeek").put("before", rateBefore).put("after", rateAfter);
        var list = json.putArray("changes");
        changes.forEach(change -> {
            var item = list.addObject();
            item.set("setting", ConsentRecord.json(change.setting()));
            if (!change.before().isNull()) {
                item.set("before", change.before());
            }
            if (!change.after().isNull()) {
                item.set("after", change.after());
            }
        });
        topics(json, "stops", (was, is) -> was && !is);
        topics(json, "starts", (was, is) -> !was && is);
        topics(json, "continues", (was, is) -> was && is);
        json.set("preferences", Json.stored(PreferencesJson.bytes(after)));
        return json;
    }

    private void topics(ObjectNode json, String name, BiPredicate<Boolean, Boolean> wanted) {
        var array = json.putArray(name);
        after.effective().topics().forEach((id, topic) -> {
            if (wanted.test(before.effective().topics().get(id).comes(), topic.comes())) {
                array.add(id);
            }
        });
    }
}
