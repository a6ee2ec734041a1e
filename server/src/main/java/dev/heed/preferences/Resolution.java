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
import dev.heed.preferences.Effective.Resolved;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds, given what was chosen and what the catalog offers.
 *
 * <p>At one level the customer's choice beats the relationship's preset beats the catalog's default; between levels the least
 * permissive wins. What rests on consent is not permitted until it was given, and no longer once it lapsed or its notice is outdated.
 */
final class Resolution {
    private static final Resolved YES = new Resolved(BooleanNode.TRUE, CATALOG);
    private static final Resolved NO = new Resolved(BooleanNode.FALSE, CATALOG);
    private static final Resolved OBLIGED = new Resolved(BooleanNode.TRUE, LAW);
    private static final Resolved UNASKED = new Resolved(BooleanNode.FALSE, LAW);
    private static final Resolved SILENCED = new Resolved(BooleanNode.FALSE, CUSTOMER);
    private static final Resolved NOTHING = new Resolved(NullNode.instance, CATALOG);
    private static final Resolved DROP = new Resolved(text("drop"), CATALOG);

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
        this.preset = preset(catalog, chosen);
    }

    /** What the chosen relationship brings. */
    static Choices preset(Catalog catalog, Choices chosen) {
        return chosen.text(Type.RELATIONSHIP).map(catalog.relationships()::get).map(Catalog.Relationship::preset).orElse(Choices.NONE);
    }

    /** What holds at a moment. */
    static Effective of(Catalog catalog, Choices chosen, Standing standing, Instant now) {
        return new Resolution(catalog, chosen, standing, now).resolve(catalog.channels().values(), catalog.topics().values(), catalog.purposes().values());
    }

    /** The same, of channels, topics and purposes only what bears on one topic and some purposes. */
    static Effective of(Catalog catalog, Choices chosen, Standing standing, Instant now, Catalog.Topic topic, Collection<String> purposes) {
        return new Resolution(catalog, chosen, standing, now).resolve(topic.channels().stream().map(catalog.channels()::get).toList(), List.of(topic),
            purposes.stream().map(catalog.purposes()::get).toList());
    }

    private Effective resolve(Collection<Catalog.Channel> someChannels, Collection<Catalog.Topic> someTopics, Collection<Catalog.Purpose> somePurposes) {
        var stopped = chosen(Setting.of(Type.STOPPED), NO);
        var paused = pause();
        var channels = channels(someChannels);
        var topics = new LinkedHashMap<String, Effective.Topic>();
        boolean silent = stopped.yes() || !paused.value().isNull();
        someTopics.forEach(topic -> topics.put(topic.id(), topic(topic, channels, silent)));
        var purposes = new LinkedHashMap<String, Resolved>();
        somePurposes.forEach(purpose -> purposes.put(purpose.id(), permitted(Setting.of(Type.PURPOSE, purpose.id()), purpose)));
        return new Effective(
            known(Type.LANGUAGE, catalog.brand().languages(), text(catalog.brand().languages().get(0))),
            chosen(Setting.of(Type.TIME_ZONE), new Resolved(text(catalog.brand().timeZone()), CATALOG)),
            known(Type.TONE, catalog.tones().keySet(), text(catalog.tones().keySet().iterator().next())),
            known(Type.RELATIONSHIP, catalog.relationships().keySet(), NullNode.instance),
            stopped, paused,
            strictest(Setting.of(Type.FREQUENCY), Optional.empty()),
            chosen(Setting.of(Type.CONTACT_HOURS), NOTHING),
            chosen(Setting.of(Type.OVERFLOW), DROP),
            known(Type.PREFERRED_CHANNEL, catalog.channels().keySet(), NullNode.instance),
            channels, topics, purposes);
    }

    private Resolved pause() {
        return chosen.value(Setting.of(Type.PAUSED)).filter(pause -> Lapses.end(pause).isAfter(now)).map(pause -> new Resolved(pause, CUSTOMER)).orElse(NOTHING);
    }

    private Map<String, Effective.Channel> channels(Collection<Catalog.Channel> some) {
        var channels = new LinkedHashMap<String, Effective.Channel>();
        for (var channel : some) {
            var callers = channel.callers().isEmpty() ? Optional.<Resolved>empty()
                : Optional.of(chosen(Setting.of(Type.CHANNEL_CALLERS, channel.id()), new Resolved(array(channel.callers()), CATALOG)));
            channels.put(channel.id(), new Effective.Channel(
                chosen(Setting.of(Type.CHANNEL, channel.id()), YES),
                strictest(Setting.of(Type.CHANNEL_FREQUENCY, channel.id()), Optional.of(channel.id())),
                chosen(Setting.of(Type.CHANNEL_CONTACT_HOURS, channel.id()), NOTHING),
                callers));
        }
        return channels;
    }

    private Effective.Topic topic(Catalog.Topic topic, Map<String, Effective.Channel> channels, boolean silent) {
        boolean essential = topic.category() == Category.ESSENTIAL;
        var allowed = essential ? topic.legalBasis() == LegalBasis.LEGAL_OBLIGATION ? OBLIGED : YES
            : permitted(Setting.of(Type.TOPIC, topic.id()), topic);
        var onChannels = new LinkedHashMap<String, Resolved>();
        boolean comes = false;
        for (var channel : topic.channels()) {
            var onChannel = silent && !essential ? SILENCED
                : !allowed.yes() ? allowed
                : !channels.get(channel).allowed().yes() ? channels.get(channel).allowed()
                : chosen(Setting.topicChannel(topic.id(), channel), allowed);
            comes |= onChannel.yes();
            onChannels.put(channel, onChannel);
        }
        if (essential && !comes) {
            // Each channel can be refused, the topic cannot: it must stay possible on one of them.
            onChannels.replaceAll((channel, refused) -> allowed);
        }
        return new Effective.Topic(allowed, essential ? NOTHING : chosen(Setting.of(Type.TOPIC_FREQUENCY, topic.id()), NOTHING), onChannels);
    }

    private Resolved permitted(Setting setting, Asked asked) {
        boolean refusable = setting.type() != Type.PURPOSE
            || asked.legalBasis() != LegalBasis.CONTRACT && asked.legalBasis() != LegalBasis.LEGAL_OBLIGATION;
        if (!refusable) {
            return asked.legalBasis() == LegalBasis.LEGAL_OBLIGATION ? OBLIGED : YES;
        }
        if (asked.legalBasis() != LegalBasis.CONSENT) {
            return chosen(setting, YES);
        }
        var choice = chosen(setting, UNASKED);
        return !choice.yes() || choice.from() == CUSTOMER && standing.holds(setting, asked, catalog, now) ? choice : UNASKED;
    }

    /** The customer's choice, or else the preset's, or else another value. */
    private Resolved chosen(Setting setting, Resolved otherwise) {
        var own = chosen.values().get(setting);
        if (own != null) {
            return new Resolved(own, CUSTOMER);
        }
        var byPreset = preset.values().get(setting);
        return byPreset == null ? otherwise : new Resolved(byPreset, RELATIONSHIP);
    }

    /** A choice among ids that a newer catalog may no longer offer. */
    private Resolved known(Type type, Collection<String> offered, JsonNode otherwise) {
        var choice = chosen(Setting.of(type), NOTHING);
        return choice != NOTHING && offered.contains(choice.value().textValue()) ? choice : new Resolved(otherwise, CATALOG);
    }

    /** The chosen cap or the brand's own, whichever lets less through. */
    private Resolved strictest(Setting setting, Optional<String> channel) {
        var choice = chosen(setting, NOTHING);
        var policy = catalog.policy().cap(channel);
        boolean chosenIsStricter = policy.isEmpty() || choice != NOTHING && Frequency.of(choice.value()).perWeek() <= policy.get().perWeek();
        return chosenIsStricter ? choice : new Resolved(policy.get().toJson(), POLICY);
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
