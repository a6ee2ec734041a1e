package dev.heed.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.preferences.Preferences;
import dev.heed.store.Json;
import dev.heed.words.Phrases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What some preferences would have meant for the contacts that were really sent in the last 30 days.
 *
 * @param sent how many were sent, of those that the brand still offers
 * @param wouldHaveBeenSent how many of them the preferences would have let through
 */
public record LastMonth(int sent, int wouldHaveBeenSent) {
    /** How far it looks back. */
    public static final Duration LENGTH = Duration.ofDays(30);

    /**
     * Weighs each contact at its own moment, as if the preferences had held all along.
     *
     * @param sent the oldest first, for what is let through counts under the caps of what comes after
     */
    public static LastMonth of(Preferences preferences, List<Contact> sent) {
        var counted = new ArrayList<Contact.Counted>();
        int offered = 0;
        int through = 0;
        for (var contact : sent) {
            var topic = preferences.catalog().topics().get(contact.topic());
            if (topic == null || !topic.channels().contains(contact.channel())) {
                continue;
            }
            offered++;
            // Who called and on which uses of data the contact rested is not kept, so neither is held against it.
            var question = new Question(preferences.customer(), contact.channel(), contact.topic(), List.of(), Optional.empty());
            var facts = Facts.of(question, preferences.at(contact.at()), counted);
            if (Rules.reasons(facts).isEmpty()) {
                through++;
                if (!facts.essential()) {
                    counted.add(new Contact.Counted(contact.channel(), contact.topic(), contact.at(), Optional.empty()));
                }
            }
        }
        return new LastMonth(offered, through);
    }

    /** As the contract has it, with a sentence in a language. */
    public ObjectNode toJson(String language) {
        return Json.object().put("sent", sent).put("wouldHaveBeenSent", wouldHaveBeenSent).put("summary", sentence(Phrases.in(language)));
    }

    private String sentence(Phrases phrases) {
        var what = sent == 0 ? "nothing" : sent == 1 ? wouldHaveBeenSent == 0 ? "not_the_one" : "the_one" : wouldHaveBeenSent == 0 ? "none" : wouldHaveBeenSent == sent ? "all" : "some";
        return phrases.say("api.last_month." + what, Map.of("sent", sent, "count", wouldHaveBeenSent));
    }
}
