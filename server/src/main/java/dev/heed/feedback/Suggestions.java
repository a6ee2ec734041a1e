package dev.heed.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Labels;
import dev.heed.brand.Review;
import dev.heed.choice.Choices;
import dev.heed.choice.Frequency;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.decision.Contact;
import dev.heed.preferences.Effective;
import dev.heed.preferences.Preferences;
import dev.heed.store.Json;
import dev.heed.store.Times;
import dev.heed.words.Phrases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The settings that would answer what a customer said: none that lets more through than what holds, and none that would change nothing. */
final class Suggestions {
    /** How far the contacts that are counted go back. */
    static final Duration LOOKED_BACK = Duration.ofDays(30);
    private static final Duration PAUSE = Duration.ofDays(30);

    private final Phrases phrases;
    private final Labels labels;
    private final Preferences preferences;
    private final Catalog catalog;
    private final Effective effective;
    private final List<Contact> sent;
    private final List<Suggestion> found = new ArrayList<>();

    private Suggestions(Preferences preferences, List<Contact> sent, String language) {
        this.phrases = Phrases.in(language);
        this.labels = new Labels(preferences.catalog(), language);
        this.preferences = preferences;
        this.catalog = preferences.catalog();
        this.effective = preferences.effective();
        this.sent = sent;
    }

    /**
     * What would answer a verdict.
     *
     * @param sent what was sent to the customer lately
     * @param about the contact that the verdict is about; empty when it is about the brand's contacts in general
     */
    static List<Suggestion> of(Preferences preferences, List<Contact> sent, Optional<Contact> about, Verdict verdict, String language) {
        var suggestions = new Suggestions(preferences, sent, language);
        switch (verdict) {
            case TOO_OFTEN -> about.ifPresentOrElse(suggestions::tooOften, suggestions::tooOften);
            case NOT_RELEVANT -> about.ifPresent(suggestions::notRelevant);
            case WRONG_TONE -> suggestions.wrongTone();
            case WRONG_TIME -> suggestions.wrongTime(about);
            case WRONG_CHANNEL -> about.ifPresentOrElse(suggestions::wrongChannel, suggestions::wrongChannel);
            case WELCOME -> { }
        }
        return List.copyOf(suggestions.found);
    }

    private void tooOften() {
        if (!nothingComes()) {
            cap(Setting.of(Type.FREQUENCY), contact -> true, caps(Optional.empty()), "cap");
            pause();
        }
    }

    private void tooOften(Contact about) {
        // Neither cap nor pause nor refusal would keep an essential contact away.
        if (nothingComes() || essential(about.topic())) {
            return;
        }
        var aboveAll = Stream.concat(caps(Optional.empty()).stream(), cap(Setting.of(Type.FREQUENCY)).stream()).toList();
        if (comesOn(about.channel())) {
            var beside = Stream.concat(aboveAll.stream(), caps(Optional.of(about.channel())).stream()).toList();
            cap(Setting.of(Type.CHANNEL_FREQUENCY, about.channel()), contact -> contact.channel().equals(about.channel()), beside, "cap_by");
        }
        boolean wanted = catalog.topics().containsKey(about.topic()) && effective.topic(about.topic()).allowed().yes();
        if (wanted) {
            cap(Setting.of(Type.TOPIC_FREQUENCY, about.topic()), contact -> contact.topic().equals(about.topic()), aboveAll, "cap_about");
        }
        pause();
        if (wanted) {
            refuse(about.topic());
        }
    }

    /** @param counts whether the cap would count a contact that is not essential */
    private void cap(Setting setting, Predicate<Contact> counts, List<Frequency> beside, String label) {
        var came = sent.stream().filter(contact -> !essential(contact.topic())).filter(counts).map(Contact::at).toList();
        LowerCap.below(came, preferences.at(), cap(setting), beside).ifPresent(cap -> suggest(said(label, Map.of(
            "cap", phrases.say("api.cap." + cap.per().name().toLowerCase(Locale.ROOT), "count", cap.max()), "channel", labels.channel(setting.id()), "topic", labels.topic(setting.id()))), setting, cap.toJson()));
    }

    private Optional<Frequency> cap(Setting setting) {
        return effective.choice(setting).map(Frequency::of);
    }

    /** The brand's own caps on a channel, or over all. */
    private List<Frequency> caps(Optional<String> channel) {
        return catalog.policy().caps().stream().filter(cap -> channel.equals(Optional.ofNullable(cap.channel()))).map(cap -> new Frequency(cap.max(), cap.per())).toList();
    }

    private void pause() {
        var until = preferences.at().plus(PAUSE);
        if (effective.pausedUntil().map(end -> end.isBefore(until)).orElse(true)) {
            suggest(said("pause", Map.of()), Setting.of(Type.PAUSED), Json.object().put("until", Times.text(until)));
        }
    }

    private void notRelevant(Contact about) {
        if (!catalog.topics().containsKey(about.topic())) {
            return;
        }
        var channels = channels(about.topic());
        if (!essential(about.topic()) && !channels.isEmpty()) {
            refuse(about.topic());
        }
        refuseOn(about, channels);
    }

    private void refuse(String topic) {
        suggest(said("not_about", Map.of("topic", labels.topic(topic))), Setting.of(Type.TOPIC, topic), BooleanNode.FALSE);
    }

    /** @param channels on which the topic comes: it must go on on another */
    private void refuseOn(Contact about, List<String> channels) {
        if (channels.contains(about.channel()) && channels.size() > 1) {
            suggest(said("not_about_by", Map.of("topic", labels.topic(about.topic()), "channel", labels.channel(about.channel()))),
                Setting.topicChannel(about.topic(), about.channel()), BooleanNode.FALSE);
        }
    }

    private void wrongTone() {
        var now = effective.tone().value().textValue();
        catalog.tones().keySet().stream().filter(tone -> !tone.equals(now))
            .forEach(tone -> suggest(said("tone", Map.of("tone", labels.tone(tone))), Setting.of(Type.TONE), TextNode.valueOf(tone)));
    }

    private void wrongTime(Optional<Contact> about) {
        var on = about.map(Contact::channel).filter(channel -> comesOn(channel) || essential(about.get().topic()));
        if (about.isEmpty() || on.isPresent()) {
            BetterHours.of(preferences, on, about.map(Contact::at)).forEach(hours -> suggest(
                said(on.isPresent() ? "hours_by" : "hours", Map.of("hours", said("hours." + hours.name(), Map.of()), "channel", labels.channel(on.orElse("")))),
                on.map(channel -> Setting.of(Type.CHANNEL_CONTACT_HOURS, channel)).orElse(Setting.of(Type.CONTACT_HOURS)), hours.toJson()));
        }
    }

    private void wrongChannel() {
        catalog.channels().keySet().stream().filter(this::comesOn).forEach(this::prefer);
    }

    private void wrongChannel(Contact about) {
        if (!catalog.topics().containsKey(about.topic())) {
            catalog.channels().keySet().stream().filter(this::comesOn).filter(channel -> !channel.equals(about.channel())).forEach(this::prefer);
            return;
        }
        var channels = channels(about.topic());
        refuseOn(about, channels);
        channels.stream().filter(channel -> !channel.equals(about.channel())).forEach(this::prefer);
    }

    private void prefer(String channel) {
        if (!channel.equals(effective.preferredChannel().value().textValue())) {
            suggest(said("prefer", Map.of("channel", labels.channel(channel))), Setting.of(Type.PREFERRED_CHANNEL), TextNode.valueOf(channel));
        }
    }

    /** Whether the brand has the topic and it is essential. */
    private boolean essential(String topic) {
        return catalog.topics().containsKey(topic) && catalog.topics().get(topic).category() == Category.ESSENTIAL;
    }

    /** Whether the customer ended everything that can be refused already. */
    private boolean nothingComes() {
        return effective.stopped().yes() || effective.restricted().yes();
    }

    /** Whether the brand has the channel and the customer wants it. */
    private boolean comesOn(String channel) {
        return catalog.channels().containsKey(channel) && effective.channel(channel).allowed().yes();
    }

    /** On which channels a topic comes, once a pause is over. */
    private List<String> channels(String topic) {
        var holds = effective.topic(topic);
        if (!holds.allowed().yes() || nothingComes() && !essential(topic)) {
            return List.of();
        }
        return holds.channels().keySet().stream().filter(this::comesOn)
            .filter(channel -> effective.choice(Setting.topicChannel(topic, channel)).map(JsonNode::booleanValue).orElse(true)).toList();
    }

    /** A suggestion is a promise that its patch can be applied and changes something. */
    private void suggest(String label, Setting setting, JsonNode value) {
        boolean changes = !effective.choice(setting).equals(Optional.of(value));
        if (changes && Review.faults(catalog, Map.of(setting, value), "").isEmpty()) {
            found.add(new Suggestion(label, Choices.of(Map.of(setting, value)).toJson()));
        }
    }

    private String said(String label, Map<String, ?> filled) {
        return phrases.say("api.suggestion." + label, filled);
    }
}
