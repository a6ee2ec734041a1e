package dev.heed.rights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Review;
import dev.heed.choice.Frequency;
import dev.heed.choice.Setting;
import dev.heed.decision.Contact;
import dev.heed.feedback.Remark;
import dev.heed.preferences.Preferences;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Says to a customer in plain words, in their language, what they chose, what holds, and what became of it. */
final class Sentences {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private final Preferences preferences;
    private final Catalog catalog;
    private final Phrases phrases;
    private final ZoneId zone;

    private Sentences(Preferences preferences) {
        this.preferences = preferences;
        this.catalog = preferences.catalog();
        this.phrases = Phrases.in(preferences.effective().language().value().textValue());
        var zoneName = preferences.effective().timeZone().value().textValue();
        this.zone = ZoneId.of(Review.isTimeZone(zoneName) ? zoneName : catalog.brand().timeZone());
    }

    static Sentences of(Preferences preferences) {
        return new Sentences(preferences);
    }

    Phrases phrases() {
        return phrases;
    }

    /** Everything but single events. */
    List<String> all() {
        var all = new ArrayList<>(chosen());
        all.addAll(uses());
        all.addAll(topics());
        return all;
    }

    /** What was chosen, one sentence a setting. */
    List<String> chosen() {
        var chosen = preferences.chosen().values();
        return chosen.isEmpty() ? List.of(phrases.say("chosen.nothing"))
            : chosen.entrySet().stream().map(choice -> choice(choice.getKey(), choice.getValue())).toList();
    }

    /** What a setting was set to; that the choice was taken back, where the value is null. */
    String choice(Setting setting, JsonNode value) {
        var type = setting.type().id();
        if (value.isNull()) {
            return phrases.say("taken_back", setting(setting));
        }
        return switch (setting.type()) {
            case LANGUAGE -> phrases.say(type, Locale.forLanguageTag(value.textValue()).getDisplayName(phrases.locale()));
            case TIME_ZONE -> phrases.say(type, value.textValue());
            case TONE -> phrases.say(type, named(catalog.tones().containsKey(value.textValue()) ? catalog.tones().get(value.textValue()).label() : Map.of(), value.textValue()));
            case RELATIONSHIP -> phrases.say(type,
                named(catalog.relationships().containsKey(value.textValue()) ? catalog.relationships().get(value.textValue()).label() : Map.of(), value.textValue()));
            case PREFERRED_CHANNEL -> phrases.say(type, phrases.channel(catalog, value.textValue()));
            case RESTRICTED, STOPPED, CHANNEL, TOPIC, TOPIC_CHANNEL, PURPOSE -> phrases.say(type + (value.booleanValue() ? ".yes" : ".no"), about(setting));
            case PAUSED -> phrases.say(type, moment(Stricter.end(value)));
            case FREQUENCY, CHANNEL_FREQUENCY, TOPIC_FREQUENCY -> with(setting, cap(Frequency.of(value)));
            case CONTACT_HOURS, CHANNEL_CONTACT_HOURS -> with(setting, hours(value));
            case EVERYTHING -> throw new IllegalArgumentException("nobody chooses everything");
            case OVERFLOW -> phrases.say("overflow." + value.textValue());
            case CHANNEL_CALLERS -> with(setting, StreamSupport.stream(value.spliterator(), false).map(caller -> phrases.say("caller." + caller.textValue())).collect(Collectors.joining(phrases.say("and"))));
        };
    }

    private String with(Setting setting, String said) {
        return setting.id().isEmpty() ? phrases.say(setting.type().id(), said) : phrases.say(setting.type().id(), about(setting)[0], said);
    }

    /** What a setting is called. */
    String setting(Setting setting) {
        return phrases.say("setting." + setting.type().id(), about(setting));
    }

    private Object[] about(Setting setting) {
        return switch (setting.type()) {
            case TOPIC, TOPIC_FREQUENCY -> new Object[] {phrases.topic(catalog, setting.id())};
            case TOPIC_CHANNEL -> new Object[] {phrases.topic(catalog, setting.id()), phrases.channel(catalog, setting.channel())};
            case PURPOSE -> new Object[] {phrases.purpose(catalog, setting.id())};
            default -> new Object[] {phrases.channel(catalog, setting.id())};
        };
    }

    private String named(Map<String, String> label, String id) {
        return phrases.called(label, catalog, id);
    }

    private String cap(Frequency cap) {
        var per = cap.per().name().toLowerCase(Locale.ROOT);
        return cap.max() == 1 ? phrases.say("cap.one." + per) : phrases.say("cap." + per, cap.max());
    }

    private String hours(JsonNode hours) {
        return StreamSupport.stream(hours.spliterator(), false).map(span -> StreamSupport.stream(span.get("days").spliterator(), false)
            .map(day -> DayOfWeek.of(DAYS.indexOf(day.textValue()) + 1).getDisplayName(TextStyle.FULL, phrases.locale())).collect(Collectors.joining(", "))
            + " " + span.get("from").textValue() + "–" + span.get("to").textValue()).collect(Collectors.joining("; "));
    }

    /** What data may be used for, one sentence a use. */
    List<String> uses() {
        var effective = preferences.effective();
        return catalog.purposes().values().stream()
            .map(purpose -> phrases.say(effective.purpose(purpose.id()).yes() ? "use." + purpose.legalBasis().id() : "use.no", phrases.purpose(catalog, purpose.id()))).toList();
    }

    /** What may be sent, one sentence a topic. */
    List<String> topics() {
        var effective = preferences.effective();
        return catalog.topics().values().stream().map(topic -> {
            var channels = effective.topic(topic.id()).channels().entrySet().stream().filter(channel -> channel.getValue().yes())
                .map(channel -> phrases.channel(catalog, channel.getKey())).collect(Collectors.joining(", "));
            return phrases.say(channels.isEmpty() ? "comes.not" : topic.category() == Category.ESSENTIAL ? "comes.essential" : "comes", phrases.topic(catalog, topic.id()), channels);
        }).toList();
    }

    /** What became of a contact. */
    String contact(Contact contact) {
        var because = contact.reasons().stream().map(reason -> phrases.say(phrases.has("reason." + reason.id()) ? "reason." + reason.id() : "reason.other")).collect(Collectors.joining("; "));
        var said = phrases.say("contact." + contact.state().id(), phrases.topic(catalog, contact.topic()), phrases.channel(catalog, contact.channel()), because);
        return contact.times() > 1 ? said + " " + phrases.say("times", contact.times()) : said;
    }

    /** What the customer said. */
    String remark(Remark remark) {
        var verdict = phrases.say("verdict." + remark.verdict().id());
        return remark.topic().isEmpty() || remark.channel().isEmpty() ? verdict
            : phrases.say("verdict.about", verdict, phrases.topic(catalog, remark.topic().get()), phrases.channel(catalog, remark.channel().get()));
    }

    /** A moment by the customer's own clock. */
    String moment(Instant at) {
        return phrases.moment(at, zone);
    }
}
