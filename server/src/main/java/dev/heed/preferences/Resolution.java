package dev.heed.preferences;

import static dev.heed.preferences.Effective.From.CATALOG;
import static dev.heed.preferences.Effective.From.CUSTOMER;
import static dev.heed.preferences.Effective.From.LAW;
import static dev.heed.preferences.Effective.From.POLICY;
import static dev.heed.preferences.Effective.From.RELATIONSHIP;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Choices;
import dev.heed.choice.Frequency;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.consent.Standing;
import dev.heed.preferences.Effective.From;
import dev.heed.preferences.Effective.Resolved;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What holds, given what was chosen and what the catalog offers.
 *
 * <p>At one level the customer's choice beats the relationship's preset beats the catalog's default; between levels the least
 * permissive wins. What rests on consent is not permitted until it was given, and no longer once it lapsed or its notice is outdated.
 */
final class Resolution {
    private static final Resolved YES = new Resolved(BooleanNode.TRUE, CATALOG);
    private static final Resolved UNASKED = new Resolved(BooleanNode.FALSE, LAW);

    private final Catalog catalog;
    private final Choices chosen;
    private final Choices preset;
    private final Standing standing;
    private final Instant now;

    private Resolution(Catalog catalog, Choices chosen, Standing standing, Instant now) {
        this.catalog = catalog;
        this.chosen = chosen;
        this.standing = standing;
        this.now = now;
        this.preset = chosen.text(Type.RELATIONSHIP).map(catalog.relationships()::get).map(Catalog.Relationship::preset).orElse(Choices.NONE);
    }

    /** What holds at a moment. */
    static Effective of(Catalog catalog, Choices chosen, Standing standing, Instant now) {
        return new Resolution(catalog, chosen, standing, now).resolve();
    }

    private Effective resolve() {
        var stopped = chosen.yes(Setting.of(Type.STOPPED)).orElse(false)
            ? new Resolved(BooleanNode.TRUE, CUSTOMER) : new Resolved(BooleanNode.FALSE, from(Type.STOPPED));
        var paused = pause();
        var channels = channels();
        var topics = new LinkedHashMap<String, Effective.Topic>();
        boolean silent = stopped.yes() || !paused.value().isNull();
        catalog.topics().values().forEach(topic -> topics.put(topic.id(), topic(topic, channels, silent)));
        var purposes = new LinkedHashMap<String, Resolved>();
        catalog.purposes().values().forEach(purpose -> purposes.put(purpose.id(), permitted(Setting.of(Type.PURPOSE, purpose.id()), purpose)));
        return new Effective(
            known(Type.LANGUAGE, catalog.brand().languages(), text(catalog.brand().languages().get(0))),
            chosen(Setting.of(Type.TIME_ZONE)).orElse(new Resolved(text(catalog.brand().timeZone()), CATALOG)),
            known(Type.TONE, catalog.tones().keySet(), text(catalog.tones().keySet().iterator().next())),
            known(Type.RELATIONSHIP, catalog.relationships().keySet(), NullNode.instance),
            stopped, paused,
            strictest(Setting.of(Type.FREQUENCY), Optional.empty()),
            chosen(Setting.of(Type.CONTACT_HOURS)).orElse(new Resolved(NullNode.instance, CATALOG)),
            chosen(Setting.of(Type.OVERFLOW)).orElse(new Resolved(text("drop"), CATALOG)),
            known(Type.PREFERRED_CHANNEL, catalog.channels().keySet(), NullNode.instance),
            channels, topics, purposes);
    }

    private Resolved pause() {
        return chosen.value(Setting.of(Type.PAUSED)).filter(pause -> Lapses.end(pause).isAfter(now))
            .map(pause -> new Resolved(pause, CUSTOMER)).orElse(new Resolved(NullNode.instance, CATALOG));
    }

    private Map<String, Effective.Channel> channels() {
        var channels = new LinkedHashMap<String, Effective.Channel>();
        for (var channel : catalog.channels().values()) {
            var callers = channel.callers().isEmpty() ? Optional.<Resolved>empty()
                : Optional.of(chosen(Setting.of(Type.CHANNEL_CALLERS, channel.id())).orElse(new Resolved(array(channel.callers()), CATALOG)));
            channels.put(channel.id(), new Effective.Channel(
                chosen(Setting.of(Type.CHANNEL, channel.id())).orElse(YES),
                strictest(Setting.of(Type.CHANNEL_FREQUENCY, channel.id()), Optional.of(channel.id())),
                chosen(Setting.of(Type.CHANNEL_CONTACT_HOURS, channel.id())).orElse(new Resolved(NullNode.instance, CATALOG)),
                callers));
        }
        return channels;
    }

    private Effective.Topic topic(Catalog.Topic topic, Map<String, Effective.Channel> channels, boolean silent) {
        boolean essential = topic.category() == Category.ESSENTIAL;
        var allowed = essential ? new Resolved(BooleanNode.TRUE, topic.legalBasis() == LegalBasis.LEGAL_OBLIGATION ? LAW : CATALOG)
            : permitted(Setting.of(Type.TOPIC, topic.id()), topic);
        var onChannels = new LinkedHashMap<String, Resolved>();
        for (var channel : topic.channels()) {
            var onChannel = chosen(Setting.topicChannel(topic.id(), channel)).orElse(allowed);
            var silence = silent && !essential ? Optional.of(new Resolved(BooleanNode.FALSE, CUSTOMER)) : Optional.<Resolved>empty();
            onChannels.put(channel, Stream.of(silence.orElse(allowed), channels.get(channel).allowed(), allowed, onChannel)
                .filter(rule -> !rule.yes()).findFirst().orElse(onChannel));
        }
        if (essential && onChannels.values().stream().noneMatch(Resolved::yes)) {
            // Each channel can be refused, the topic cannot: it must stay possible on one of them.
            onChannels.replaceAll((channel, refused) -> allowed);
        }
        var frequency = essential ? new Resolved(NullNode.instance, CATALOG)
            : chosen(Setting.of(Type.TOPIC_FREQUENCY, topic.id())).orElse(new Resolved(NullNode.instance, CATALOG));
        return new Effective.Topic(allowed, frequency, onChannels);
    }

    private Resolved permitted(Setting setting, Asked asked) {
        var choice = chosen(setting);
        boolean refusable = setting.type() != Type.PURPOSE
            || asked.legalBasis() != LegalBasis.CONTRACT && asked.legalBasis() != LegalBasis.LEGAL_OBLIGATION;
        if (!refusable) {
            return new Resolved(BooleanNode.TRUE, asked.legalBasis() == LegalBasis.LEGAL_OBLIGATION ? LAW : CATALOG);
        }
        if (choice.isPresent() && !choice.get().yes()) {
            return choice.get();
        }
        if (asked.legalBasis() == LegalBasis.CONSENT) {
            return chosen.value(setting).isPresent() && standing.holds(setting, asked, catalog, now) ? choice.orElseThrow() : UNASKED;
        }
        return choice.orElse(YES);
    }

    /** The customer's choice, or else the preset's. */
    private Optional<Resolved> chosen(Setting setting) {
        return chosen.value(setting).map(value -> new Resolved(value, CUSTOMER))
            .or(() -> preset.value(setting).map(value -> new Resolved(value, RELATIONSHIP)));
    }

    /** A choice among ids that a newer catalog may no longer offer. */
    private Resolved known(Type type, Collection<String> offered, JsonNode otherwise) {
        return chosen(Setting.of(type)).filter(choice -> offered.contains(choice.value().textValue())).orElse(new Resolved(otherwise, CATALOG));
    }

    /** The chosen cap or the brand's own, whichever lets less through. */
    private Resolved strictest(Setting setting, Optional<String> channel) {
        var choice = chosen(setting);
        var policy = catalog.policy().cap(channel).map(cap -> new Resolved(cap.toJson(), POLICY));
        if (choice.isPresent() && policy.isPresent()) {
            boolean stricter = Frequency.of(policy.get().value()).perWeek() < Frequency.of(choice.get().value()).perWeek();
            return stricter ? policy.get() : choice.get();
        }
        return choice.or(() -> policy).orElse(new Resolved(NullNode.instance, CATALOG));
    }

    private From from(Type type) {
        return chosen.value(Setting.of(type)).isPresent() ? CUSTOMER : CATALOG;
    }

    private static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }

    private static JsonNode array(List<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
