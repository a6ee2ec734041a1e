package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Labels;
import dev.heed.choice.Setting;
import dev.heed.preferences.LastChange;
import dev.heed.preferences.Loosening;
import dev.heed.preferences.Preferences;
import dev.heed.preferences.Reach;
import dev.heed.rights.Sentences;
import dev.heed.words.Phrases;
import java.util.List;
import java.util.Optional;

/**
 * What the hosted center shows to one person.
 *
 * @param reach what they may choose: less only, where they opened a link
 * @param token what they opened it with, where it is not in the address
 * @param last what they can undo
 * @param outcome what became of what they just did
 */
record CenterView(Preferences preferences, Reach reach, Optional<String> token, Phrases phrases, Labels labels, Optional<LastChange> last, Outcome outcome) {
    /** What is said first, above the settings. */
    sealed interface Outcome {
        /** They only look. */
        record Nothing() implements Outcome {}

        /** What they chose is what holds; with what it changed, where it changed anything. */
        record Saved(List<String> changes) implements Outcome {}

        /** It was not taken: a key of the words, and what it was about. */
        record Refused(String key, List<String> settings) implements Outcome {}
    }

    boolean byLink() {
        return reach == Reach.LESS_CONTACT;
    }

    /** Whether they may choose this. */
    boolean possible(Setting setting, Optional<JsonNode> value) {
        return !byLink() || !Loosening.by(preferences, setting, value);
    }

    Sentences sentences() {
        return Sentences.of(preferences, phrases.language());
    }

    String say(String key) {
        return phrases.say("center." + key);
    }

    String say(String key, String name, Object value) {
        return phrases.say("center." + key, name, value);
    }

    /** The language of the brand's own words, where it is another than the page's. */
    String brandLanguage() {
        return labels.tag().split("-", 2)[0].equalsIgnoreCase(phrases.language()) ? null : labels.tag();
    }
}
