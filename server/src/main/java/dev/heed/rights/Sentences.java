package dev.heed.rights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Labels;
import dev.heed.brand.Review;
import dev.heed.choice.Frequency;
import dev.heed.choice.Setting;
import dev.heed.decision.Contact;
import dev.heed.feedback.Remark;
import dev.heed.preferences.Preferences;
import dev.heed.words.Phrases;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Says to a customer in plain words, in their language, what they chose, what holds, and what became of it. */
public final class Sentences {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private final Preferences preferences;
    private final Catalog catalog;
    private final Phrases phrases;
    private final Labels labels;
    private final ZoneId zone;

    private Sentences(Preferences preferences, String language) {
        this.preferences = preferences;
        this.catalog = preferences.catalog();
        this.phrases = Phrases.in(language);
        this.labels = new Labels(catalog, language);
        var zoneName = preferences.effective().timeZone().value().textValue();
        this.zone = ZoneId.of(Review.isTimeZone(zoneName) ? zoneName : catalog.brand().timeZone());
    }

    /** In a language, where there are words in it. */
    public static Sentences of(Preferences preferences, String language) {
        return new Sentences(preferences, language);
    }

    private String say(String key, Map<String, ?> filled) {
        return phrases.say("rights." + key, filled);
    }

    private String say(String key, String name, Object value) {
        return say(key, Map.of(name, value));
    }

    private String say(String key) {
        return say(key, Map.of());
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
        return chosen.isEmpty() ? List.of(say("chosen.nothing"))
            : chosen.entrySet().stream().map(choice -> choice(choice.getKey(), choice.getValue())).toList();
    }

    /** What a setting was set to; that the choice was taken back, where the value is null. */
    public String choice(Setting setting, JsonNode value) {
        var type = setting.type().id();
        if (value.isNull()) {
            return say("taken_back", "setting", setting(setting));
        }
        return switch (setting.type()) {
            case LANGUAGE -> say(type, "language", Locale.forLanguageTag(value.textValue()).getDisplayName(phrases.locale()));
            case TIME_ZONE -> say(type, "zone", value.textValue());
            case TONE -> say(type, "tone", labels.tone(value.textValue()));
            case RELATIONSHIP -> say(type, "relationship", labels.relationship(value.textValue()));
            case PREFERRED_CHANNEL -> say(type, "channel", labels.channel(value.textValue()));
            case RESTRICTED, STOPPED, CHANNEL, TOPIC, TOPIC_CHANNEL, PURPOSE -> say(type + (value.booleanValue() ? ".yes" : ".no"), about(setting));
            case PAUSED -> say(type, "moment", moment(Stricter.end(value)));
            case FREQUENCY, CHANNEL_FREQUENCY, TOPIC_FREQUENCY -> with(setting, "cap", cap(Frequency.of(value)));
            case CONTACT_HOURS, CHANNEL_CONTACT_HOURS -> with(setting, "hours", hours(value));
            case EVERYTHING -> throw new IllegalArgumentException("nobody chooses everything");
            case OVERFLOW -> say("overflow." + value.textValue());
            case CHANNEL_CALLERS -> with(setting, "callers", StreamSupport.stream(value.spliterator(), false).map(caller -> say("caller." + caller.textValue())).collect(Collectors.joining(say("and"))));
        };
    }

    private String with(Setting setting, String name, String said) {
        var filled = new HashMap<String, Object>(about(setting));
        filled.put(name, said);
        return say(setting.type().id(), filled);
    }

    /** What a setting is called. */
    public String setting(Setting setting) {
        return say("setting." + setting.type().id(), about(setting));
    }

    private Map<String, String> about(Setting setting) {
        return switch (setting.type()) {
            case TOPIC, TOPIC_FREQUENCY -> Map.of("topic", labels.topic(setting.id()));
            case TOPIC_CHANNEL -> Map.of("topic", labels.topic(setting.id()), "channel", labels.channel(setting.channel()));
            case PURPOSE -> Map.of("purpose", labels.purpose(setting.id()));
            default -> Map.of("channel", labels.channel(setting.id()));
        };
    }

    /** So many messages in a span. */
    public String cap(Frequency cap) {
        return say("cap." + cap.per().name().toLowerCase(Locale.ROOT), "count", cap.max());
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
            .map(purpose -> say(effective.purpose(purpose.id()).yes() ? "use." + purpose.legalBasis().id() : "use.no", "purpose", labels.purpose(purpose.id()))).toList();
    }

    /** What may be sent, one sentence a topic. */
    List<String> topics() {
        var effective = preferences.effective();
        return catalog.topics().values().stream().map(topic -> {
            var channels = effective.topic(topic.id()).channels().entrySet().stream().filter(channel -> channel.getValue().yes())
                .map(channel -> labels.channel(channel.getKey())).collect(Collectors.joining(", "));
            return say(channels.isEmpty() ? "comes.not" : topic.category() == Category.ESSENTIAL ? "comes.essential" : "comes", Map.of("topic", labels.topic(topic.id()), "channels", channels));
        }).toList();
    }

    /** What became of a contact. */
    String contact(Contact contact) {
        var because = contact.reasons().stream().map(reason -> say(phrases.has("rights.reason." + reason.id()) ? "reason." + reason.id() : "reason.other")).collect(Collectors.joining("; "));
        var said = say("contact." + contact.state().id(), Map.of("topic", labels.topic(contact.topic()), "channel", labels.channel(contact.channel()), "reasons", because));
        return contact.times() > 1 ? said + " " + say("times", "count", contact.times()) : said;
    }

    /** What the customer said. */
    String remark(Remark remark) {
        var verdict = say("verdict." + remark.verdict().id());
        return remark.topic().isEmpty() || remark.channel().isEmpty() ? verdict
            : say("verdict.about", Map.of("verdict", verdict, "topic", labels.topic(remark.topic().get()), "channel", labels.channel(remark.channel().get())));
    }

    /** A moment by the customer's own clock. */
    public String moment(Instant at) {
        return phrases.moment(at, zone);
    }
}
