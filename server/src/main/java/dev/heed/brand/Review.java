package dev.heed.brand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Setting;
import dev.heed.problem.Fault;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a catalog offers what was chosen. Finds every fault, not the first. */
public final class Review {
    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

    private final Catalog catalog;
    private final String pointer;
    private final List<Fault> faults = new ArrayList<>();

    private Review(Catalog catalog, String pointer) {
        this.catalog = catalog;
        this.pointer = pointer;
    }

    /**
     * The faults of some choices.
     *
     * @param chosen settings with the value chosen for each; what was taken back is not among them
     * @param pointer where the choices stand in the document they came in
     */
    public static List<Fault> faults(Catalog catalog, Map<Setting, JsonNode> chosen, String pointer) {
        var review = new Review(catalog, pointer);
        chosen.forEach(review::check);
        return review.faults;
    }

    /** Whether time can be told in a zone of this name. */
    public static boolean isTimeZone(String name) {
        return TIME_ZONES.contains(name);
    }

    private void check(Setting setting, JsonNode value) {
        switch (setting.type()) {
            case LANGUAGE -> offered(setting, "language", value.textValue(), catalog.brand().languages());
            case TIME_ZONE -> when(!isTimeZone(value.textValue()), setting, "there is no time zone of this name; use an IANA name such as Europe/Berlin");
            case PAUSED -> when(!isMoment(value.path("until").asText()), setting, "until is no date and time of RFC 3339");
            case TONE -> offered(setting, "tone", value.textValue(), catalog.tones().keySet());
            case RELATIONSHIP -> offered(setting, "relationship", value.textValue(), catalog.relationships().keySet());
            case PREFERRED_CHANNEL -> offered(setting, "channel", value.textValue(), catalog.channels().keySet());
            case CHANNEL, CHANNEL_FREQUENCY, CHANNEL_CONTACT_HOURS -> offered(setting, "channel", setting.id(), catalog.channels().keySet());
            case CHANNEL_CALLERS -> checkCallers(setting, value);
            case TOPIC, TOPIC_FREQUENCY -> checkTopic(setting, value);
            case TOPIC_CHANNEL -> checkTopicChannel(setting);
            case PURPOSE -> checkPurpose(setting, value);
            default -> { }
        }
    }

    private static boolean isMoment(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeException nonsense) {
            return false;
        }
    }

    private void checkCallers(Setting setting, JsonNode value) {
        if (!offered(setting, "channel", setting.id(), catalog.channels().keySet())) {
            return;
        }
        var callers = catalog.channels().get(setting.id()).callers();
        value.forEach(caller -> when(!callers.contains(caller.textValue()), setting,
            callers.isEmpty() ? "nobody calls on the channel " + setting.id() : "only these call: " + String.join(", ", callers)));
    }

    private void checkTopic(Setting setting, JsonNode value) {
        if (!offered(setting, "topic", setting.id(), catalog.topics().keySet())) {
            return;
        }
        boolean essential = catalog.topics().get(setting.id()).category() == Category.ESSENTIAL;
        when(essential && setting.type() == Setting.Type.TOPIC_FREQUENCY, setting, "the topic " + setting.id() + " is essential and cannot be capped");
        when(essential && value.isBoolean() && !value.booleanValue(), setting, "the topic " + setting.id() + " is essential and cannot be refused");
    }

    private void checkTopicChannel(Setting setting) {
        if (offered(setting, "topic", setting.id(), catalog.topics().keySet())
            && offered(setting, "channel", setting.channel(), catalog.channels().keySet())) {
            var channels = catalog.topics().get(setting.id()).channels();
            when(!channels.contains(setting.channel()), setting,
                "the topic " + setting.id() + " does not come on this channel, only on " + String.join(", ", channels));
        }
    }

    private void checkPurpose(Setting setting, JsonNode value) {
        if (offered(setting, "purpose", setting.id(), catalog.purposes().keySet())) {
            var basis = catalog.purposes().get(setting.id()).legalBasis();
            when(!value.booleanValue() && (basis == LegalBasis.CONTRACT || basis == LegalBasis.LEGAL_OBLIGATION), setting,
                "the purpose " + setting.id() + " rests on " + basis.id().replace('_', ' ') + " and cannot be refused");
        }
    }

    private boolean offered(Setting setting, String noun, String id, Collection<String> known) {
        if (known.contains(id)) {
            return true;
        }
        faults.add(new Fault(pointer + setting.pointer(), Suggestion.forUnknown(noun, id, known)));
        return false;
    }

    private void when(boolean wrong, Setting setting, String detail) {
        if (wrong) {
            faults.add(new Fault(pointer + setting.pointer(), detail));
        }
    }
}
