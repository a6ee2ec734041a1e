package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.choice.Frequency;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.choice.WeekHours;
import dev.heed.problem.Fault;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a change would let through that was not let through before: a message, more of them, at more hours, by more callers, or a use of data.
 *
 * <p>Each layer is held against itself, also beneath a stop or a pause: what is let through there would come once that ends. Language, tone, relationship and
 * preferred channel let nothing through by themselves. A choice that is unlike what holds without being stricter, such as two a month for one a week, counts as looser.
 */
public final class Loosening {
    private static final List<String> OVERFLOW = List.of("drop", "digest", "hold");
    private static final Set<Type> OF_A_CHANNEL = EnumSet.of(Type.CHANNEL_FREQUENCY, Type.CHANNEL_CONTACT_HOURS, Type.CHANNEL_CALLERS);
    private static final Set<Type> WAYS = EnumSet.of(Type.CHANNEL, Type.TOPIC_CHANNEL, Type.RELATIONSHIP);

    private final Preferences before;
    private final Catalog catalog;
    private final Effective was;
    private final Effective is;

    private Loosening(Preferences before, Preferences after) {
        this.before = before;
        this.catalog = before.catalog();
        this.was = before.effective();
        this.is = after.effective();
    }

    /**
     * The changed settings that let more through, each with why; none when the change lowers contact or leaves it as it is.
     *
     * @param after of the same customer and catalog, at the same moment
     */
    public static List<Fault> faults(Preferences before, Preferences after) {
        var changed = new TreeSet<Setting>();
        Stream.of(before, after).flatMap(one -> one.chosen().bySetting().settings())
            .filter(setting -> !before.chosen().value(setting).equals(after.chosen().value(setting))).forEach(changed::add);
        if (before.erased() && !after.erased()) {
            return changed.stream().map(setting -> fault(setting, "everything was erased; any choice would end that")).toList();
        }
        return new Loosening(before, after).faults(changed);
    }

    /**
     * Whether one choice would let more through.
     *
     * @param value empty where the choice would be taken back
     */
    public static boolean by(Preferences before, Setting setting, Optional<JsonNode> value) {
        boolean gives = value.isPresent() && value.get().isBoolean() && value.get().booleanValue();
        if (gives && setting.type() == Type.TOPIC || gives && setting.type() == Type.PURPOSE) {
            var was = before.effective();
            boolean permitted = setting.type() == Type.TOPIC ? was.topic(setting.id()).allowed().yes() : was.purposeUnrestricted(setting.id()).yes();
            return !permitted || refused(was.choice(setting));
        }
        return !faults(before, before.choosing(setting, value)).isEmpty();
    }

    /** @throws Problem forbidden, with those settings, when there are any */
    static void refuse(Preferences before, Preferences after) {
        var faults = faults(before, after);
        if (!faults.isEmpty()) {
            throw Problem.of(Kind.FORBIDDEN, "A link lets you choose less contact, not more. Sign in with the brand to choose what errors names.", faults);
        }
    }

    private List<Fault> faults(Set<Setting> changed) {
        var looser = new TreeSet<Setting>();
        changed.stream().filter(this::isLooser).forEach(looser::add);
        var relationship = Setting.of(Type.RELATIONSHIP);
        boolean bringsMore = changed.contains(relationship) && Stream.of(was, is).flatMap(Effective::settings)
            .anyMatch(setting -> !changed.contains(setting) && !onRefusedChannel(setting) && isLooser(setting));
        if (bringsMore) {
            looser.add(relationship);
        }
        var faults = looser.stream().map(setting -> fault(setting, "this would let through what is not let through now"));
        boolean lastWay = looser.stream().noneMatch(setting -> WAYS.contains(setting.type())) && opensAnotherWay();
        return Stream.concat(faults, changed.stream().filter(setting -> lastWay && WAYS.contains(setting.type()))
            .map(setting -> fault(setting, "this is the last channel for what cannot be refused, which would come on the others again"))).toList();
    }

    /** Whether a setting is of a channel on which nothing comes any more. */
    private boolean onRefusedChannel(Setting setting) {
        return OF_A_CHANNEL.contains(setting.type()) && refused(is.choice(Setting.of(Type.CHANNEL, setting.id())));
    }

    private static Fault fault(Setting setting, String detail) {
        return new Fault("/chosen" + setting.pointer(), detail);
    }

    private boolean isLooser(Setting setting) {
        return isLooser(setting, was.choice(setting), is.choice(setting));
    }

    private boolean isLooser(Setting setting, Optional<JsonNode> held, Optional<JsonNode> holds) {
        if (held.equals(holds) && !setting.isConsent()) {
            return false;
        }
        if (!isOffered(setting)) {
            return !held.equals(holds);
        }
        return switch (setting.type()) {
            case LANGUAGE, TONE, RELATIONSHIP, PREFERRED_CHANNEL, EVERYTHING -> false;
            case TIME_ZONE -> !held.equals(holds) && anyHours();
            case RESTRICTED, STOPPED -> yes(held) && !yes(holds);
            case PAUSED -> held.map(pause -> end(pause).isAfter(before.at()) && holds.map(now -> end(now).isBefore(end(pause))).orElse(true)).orElse(false);
            case FREQUENCY, CHANNEL_FREQUENCY, TOPIC_FREQUENCY -> held.map(cap -> holds.map(now -> !Frequency.of(now).implies(Frequency.of(cap))).orElse(true)).orElse(false);
            case CONTACT_HOURS, CHANNEL_CONTACT_HOURS -> held.map(hours -> holds.map(now -> !WeekHours.of(now).within(WeekHours.of(hours))).orElse(true)).orElse(false);
            case OVERFLOW -> OVERFLOW.indexOf(holds.map(JsonNode::textValue).orElse("drop")) > OVERFLOW.indexOf(held.map(JsonNode::textValue).orElse("drop"));
            case CHANNEL, TOPIC_CHANNEL -> refused(held) && !refused(holds);
            case CHANNEL_CALLERS -> held.map(callers -> !texts(callers).containsAll(holds.map(Loosening::texts).orElseGet(() -> catalog.channels().get(setting.id()).callers()))).orElse(false);
            case TOPIC -> refused(held) && !refused(holds) || is.topic(setting.id()).allowed().yes() && !was.topic(setting.id()).allowed().yes();
            case PURPOSE -> refused(held) && !refused(holds) || is.purposeUnrestricted(setting.id()).yes() && !was.purposeUnrestricted(setting.id()).yes();
        };
    }

    /** What a newer catalog no longer has could come back with the next. */
    private boolean isOffered(Setting setting) {
        return switch (setting.type()) {
            case CHANNEL, CHANNEL_FREQUENCY, CHANNEL_CONTACT_HOURS, CHANNEL_CALLERS -> catalog.channels().containsKey(setting.id());
            case TOPIC, TOPIC_FREQUENCY, TOPIC_CHANNEL -> catalog.topics().containsKey(setting.id());
            case PURPOSE -> catalog.purposes().containsKey(setting.id());
            default -> true;
        };
    }

    private boolean anyHours() {
        return !catalog.policy().quietHours().isEmpty() || was.settings().anyMatch(setting -> setting.type() == Type.CONTACT_HOURS || setting.type() == Type.CHANNEL_CONTACT_HOURS);
    }

    /** Once all channels of an essential topic are refused, it comes on all of them. */
    private boolean opensAnotherWay() {
        return catalog.topics().values().stream().filter(topic -> topic.category() == Category.ESSENTIAL).anyMatch(topic -> {
            var came = was.topic(topic.id()).channels();
            return is.topic(topic.id()).channels().entrySet().stream().anyMatch(channel -> channel.getValue().yes() && !came.get(channel.getKey()).yes());
        });
    }

    private static boolean yes(Optional<JsonNode> choice) {
        return choice.map(JsonNode::booleanValue).orElse(false);
    }

    private static boolean refused(Optional<JsonNode> choice) {
        return choice.map(value -> !value.booleanValue()).orElse(false);
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.textValue()));
        return texts;
    }

    private static Instant end(JsonNode pause) {
        return OffsetDateTime.parse(pause.path("until").textValue()).toInstant();
    }
}
