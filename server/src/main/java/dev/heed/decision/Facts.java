package dev.heed.decision;

import dev.heed.brand.Catalog;
import dev.heed.preferences.Effective;
import dev.heed.preferences.Preferences;
import java.time.Instant;
import java.util.List;

/**
 * All that a decision rests on, at one moment.
 *
 * @param preferences resolved for that moment
 * @param effective what holds at that moment
 * @param contacts those that take a place under the caps, the oldest first; empty where no cap could be reached
 */
record Facts(Question question, Preferences preferences, Effective effective, List<Contact.Counted> contacts) {
    static Facts of(Question question, Preferences preferences, List<Contact.Counted> contacts) {
        return new Facts(question, preferences, preferences.effective(), contacts);
    }

    Instant at() {
        return preferences.at();
    }

    Catalog.Topic topic() {
        return preferences.catalog().topics().get(question.topic());
    }

    boolean essential() {
        return topic().category() == Catalog.Category.ESSENTIAL;
    }

    /** The same at another moment, if nothing else changes. */
    Facts at(Instant moment) {
        return of(question, preferences.at(moment), contacts);
    }

    /** The same on another channel. */
    Facts on(String channel) {
        return new Facts(new Question(question.customer(), channel, question.topic(), question.purposes(), question.caller()), preferences, effective, contacts);
    }
}
