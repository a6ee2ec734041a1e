package dev.heed.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.preferences.Preferences;
import dev.heed.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** As the contract has it. */
    public ObjectNode toJson() {
        return Json.object().put("sent", sent).put("wouldHaveBeenSent", wouldHaveBeenSent).put("summary", sentence());
    }

    private String sentence() {
        if (sent == 0) {
            return "Nothing was sent in the last 30 days.";
        }
        var what = sent == 1 ? "The one message of the last 30 days" : "Of the " + sent + " messages of the last 30 days, " + number();
        return what + (sent == 1 && wouldHaveBeenSent == 0 ? " would not have been sent." : sent == 1 ? " would have been sent, too." : " would still have been sent.");
    }

    private String number() {
        return wouldHaveBeenSent == 0 ? "none" : wouldHaveBeenSent == sent ? "all" : Integer.toString(wouldHaveBeenSent);
    }
}
