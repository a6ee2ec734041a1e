package dev.heed.preferences;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.choice.SettingChange;
import dev.heed.consent.ConsentRecord;
import dev.heed.store.Json;
import java.util.List;

/** What a change would mean to the customer. */
public record Preview(Preferences before, Preferences after, List<SettingChange> changes) {
    /** The same for whoever must not learn whose preferences they are. */
    public Preview unnamed() {
        return new Preview(before.unnamed(), after.unnamed(), changes);
    }

    /** As the contract has it. */
    public ObjectNode toJson() {
        var was = before.effective();
        var is = after.effective();
        double rateBefore = Outlook.messagesPerWeek(before.catalog(), was);
        double rateAfter = Outlook.messagesPerWeek(after.catalog(), is);
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
        var stops = json.putArray("stops");
        var starts = json.putArray("starts");
        var continues = json.putArray("continues");
        is.topics().forEach((id, topic) -> {
            boolean came = was.topic(id).comes();
            if (came || topic.comes()) {
                (came ? topic.comes() ? continues : stops : starts).add(id);
            }
        });
        json.set("preferences", Json.stored(PreferencesJson.bytes(after)));
        return json;
    }
}
