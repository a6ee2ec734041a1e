package dev.heed.rights;

import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Labels;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.preferences.Preferences;

/**
 * Keeps one channel open for each essential topic where refusing the last would open others again.
 *
 * <p>An essential topic must be able to come on some channel: once all are refused it comes on all. So a no to the last that is left would bring it to those refused before.
 */
final class LastChannel {
    private LastChannel() {}

    static void keepOpen(Preferences before, Findings findings) {
        for (var topic : before.catalog().topics().values()) {
            if (topic.category() == Category.ESSENTIAL && opensAnother(before, findings, topic)) {
                var was = before.effective().topic(topic.id()).channels();
                var last = topic.channels().stream().filter(channel -> was.get(channel).yes()).findFirst().orElseThrow();
                var why = "it is the last channel on which “" + new Labels(before.catalog(), "en").topic(topic.id()) + "” can come, which cannot be refused";
                findings.leave(Setting.of(Type.CHANNEL, last), why);
                findings.leave(Setting.topicChannel(topic.id(), last), why);
                if (opensAnother(before, findings, topic)) {
                    // Then it is what the relationship would bring that refuses it.
                    findings.leave(Setting.of(Type.RELATIONSHIP), why);
                }
            }
        }
    }

    private static boolean opensAnother(Preferences before, Findings findings, Catalog.Topic topic) {
        var was = before.effective().topic(topic.id()).channels();
        var after = new Preferences(before.customer(), before.version(), before.catalog(), before.updatedAt(), findings.after(), before.standing(), before.at(), before.erased());
        var is = after.effective().topic(topic.id()).channels();
        return topic.channels().stream().anyMatch(channel -> is.get(channel).yes() && !was.get(channel).yes());
    }
}
