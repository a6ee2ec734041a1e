package dev.heed.preferences;

import static dev.heed.preferences.Resolved.From.CATALOG;
import static dev.heed.preferences.Resolved.From.CUSTOMER;
import static dev.heed.preferences.Resolved.From.LAW;
import static dev.heed.preferences.Resolved.From.POLICY;
import static dev.heed.preferences.Resolved.From.RELATIONSHIP;

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
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What holds for a customer at one moment, given what was chosen and what the catalog offers. Each setting is resolved when it is asked for.
 *
 * <p>At one level the customer's choice beats the relationship's preset beats the catalog's default; between levels the least
 * permissive wins. What rests on consent is not permitted until it was given, and no longer once it lapsed or its notice is outdated.
 */
public final class Effective {
    private static final Resolved YES = new Resolved(BooleanNode.TRUE, CATALOG);
    private static final Resolved NO = new Resolved(BooleanNode.FALSE, CATALOG);
    private static final Resolved OBLIGED = new Resolved(BooleanNode.TRUE, LAW);
    private static final Resolved UNASKED = new Resolved(BooleanNode.FALSE, LAW);
    private static final Resolved SILENCED = new Resolved(BooleanNode.FALSE, CUSTOMER);
    private static final Resolved NOTHING = new Resolved(NullNode.instance, CATALOG);
    private static final Resolved DROP = new Resolved(TextNode.valueOf("drop"), CATALOG);

    private final Catalog catalog;
    private final Choices chosen;
    private final Choices preset;
    private final Standing standing;
    private final Instant now;
    private final boolean erased;
    private final Resolved paused;

    private Effective(Catalog catalog, Choices chosen, Standing standing, Instant now, boolean erased) {
        this.catalog = catalog;
        this.chosen = chosen;
        this.preset = chosen.text(Type.RELATIONSHIP).map(catalog.relationships()::get).map(Catalog.Relationship::preset).orElse(Choices.NONE);
        this.standing = standing;
        this.now = now;
        this.erased = erased;
        this.paused = pausedAt(now);
    }

    private Resolved pausedAt(Instant now) {
        var end = chosen.pauseEnd();
        return end.isPresent() && end.get().isAfter(now) ? new Resolved(chosen.get(Setting.of(Type.PAUSED)), CUSTOMER) : NOTHING;
    }

    /** @param erased whether nothing may be done with the customer at all, not even what cannot be refused, until they choose anew */
    static Effective of(Catalog catalog, Choices chosen, Standing standing, Instant now, boolean erased) {
        return new Effective(catalog, chosen, standing, now, erased);
    }

    public Resolved language() {
        return known(Type.LANGUAGE, catalog.brand().languages(), TextNode.valueOf(catalog.brand().languages().get(0)));
    }

    public Resolved timeZone() {
        return chosen(Setting.of(Type.TIME_ZONE), new Resolved(TextNode.valueOf(catalog.brand().timeZone()), CATALOG));
    }

    public Resolved tone() {
        return known(Type.TONE, catalog.tones().keySet(), TextNode.valueOf(catalog.tones().keySet().iterator().next()));
    }

    public Resolved relationship() {
        return known(Type.RELATIONSHIP, catalog.relationships().keySet(), NullNode.instance);
    }

    /** Whether the customer had the processing of their data restricted (GDPR Article 18). */
    public Resolved restricted() {
        return chosen(Setting.of(Type.RESTRICTED), NO);
    }

    public Resolved stopped() {
        return chosen(Setting.of(Type.STOPPED), NO);
    }

    public Resolved paused() {
        return paused;
    }

    /** When the pause that holds ends; empty when none does. */
    public Optional<Instant> pausedUntil() {
        return paused == NOTHING ? Optional.empty() : chosen.pauseEnd();
    }

    public Resolved frequency() {
        return strictest(Setting.of(Type.FREQUENCY), Optional.empty());
    }

    public Resolved contactHours() {
        return chosen(Setting.of(Type.CONTACT_HOURS), NOTHING);
    }

    public Resolved overflow() {
        return chosen(Setting.of(Type.OVERFLOW), DROP);
    }

    public Resolved preferredChannel() {
        return known(Type.PREFERRED_CHANNEL, catalog.channels().keySet(), NullNode.instance);
    }

    /** One of the catalog's channels. */
    public Channel channel(String id) {
        return new Channel(catalog.channels().get(id));
    }

    /** By id, in the catalog's order. */
    public Map<String, Topic> topics() {
        var topics = new LinkedHashMap<String, Topic>();
        catalog.topics().forEach((id, topic) -> topics.put(id, new Topic(topic)));
        return topics;
    }

    /** One of the catalog's topics. */
    public Topic topic(String id) {
        return new Topic(catalog.topics().get(id));
    }

    /** The uses of data that are permitted. */
    public List<String> permittedPurposes() {
        return catalog.purposes().values().stream().filter(purpose -> permitted(purpose).yes()).map(Catalog.Purpose::id).toList();
    }

    /** Whether one of the catalog's uses of data is permitted. */
    public Resolved purpose(String id) {
        return permitted(catalog.purposes().get(id));
    }

    /** Whether it would be permitted if nothing were restricted. */
    public Resolved purposeUnrestricted(String id) {
        return unrestricted(catalog.purposes().get(id));
    }

    private boolean silent() {
        return restricted().yes() || stopped().yes() || paused != NOTHING;
    }

    /** What holds on one channel. */
    public final class Channel {
        private final Catalog.Channel channel;

        private Channel(Catalog.Channel channel) {
            this.channel = channel;
        }

        public Resolved allowed() {
            return chosen(Setting.of(Type.CHANNEL, channel.id()), YES);
        }

        public Resolved frequency() {
            return strictest(Setting.of(Type.CHANNEL_FREQUENCY, channel.id()), Optional.of(channel.id()));
        }

        public Resolved contactHours() {
            return chosen(Setting.of(Type.CHANNEL_CONTACT_HOURS, channel.id()), NOTHING);
        }

        /** Who may call; empty on a channel on which nobody calls. */
        public Optional<Resolved> callers() {
            return channel.callers().isEmpty() ? Optional.empty()
                : Optional.of(chosen(Setting.of(Type.CHANNEL_CALLERS, channel.id()), new Resolved(array(channel.callers()), CATALOG)));
        }
    }

    /** What holds for one topic. */
    public final class Topic {
        private final Catalog.Topic topic;
        private final boolean essential;
        private final Resolved allowed;

        private Topic(Catalog.Topic topic) {
            this.topic = topic;
            this.essential = topic.category() == Category.ESSENTIAL;
            this.allowed = erased ? UNASKED : essential ? topic.legalBasis() == LegalBasis.LEGAL_OBLIGATION ? OBLIGED : YES : permitted(Setting.of(Type.TOPIC, topic.id()), topic);
        }

        public Resolved allowed() {
            return allowed;
        }

        public Resolved frequency() {
            return essential ? NOTHING : chosen(Setting.of(Type.TOPIC_FREQUENCY, topic.id()), NOTHING);
        }

        /** Whether it may come on each of its channels, everything weighed. */
        public Map<String, Resolved> channels() {
            boolean silenced = !essential && silent();
            var onChannels = new LinkedHashMap<String, Resolved>();
            for (var channel : topic.channels()) {
                var onAll = channel(channel).allowed();
                onChannels.put(channel, silenced ? SILENCED : !allowed.yes() ? allowed : !onAll.yes() ? onAll : chosen(Setting.topicChannel(topic.id(), channel), allowed));
            }
            if (essential && onChannels.values().stream().noneMatch(Resolved::yes)) {
                // Each channel can be refused, the topic cannot: it must stay possible on one of them.
                onChannels.replaceAll((channel, refused) -> allowed);
            }
            return onChannels;
        }

        /** Whether it may come at all. */
        public boolean comes() {
            return channels().values().stream().anyMatch(Resolved::yes);
        }
    }

    private Resolved permitted(Catalog.Purpose purpose) {
        boolean essential = purpose.legalBasis() == LegalBasis.LEGAL_OBLIGATION || purpose.legalBasis() == LegalBasis.CONTRACT;
        return erased ? UNASKED : !essential && restricted().yes() ? SILENCED : unrestricted(purpose);
    }

    private Resolved unrestricted(Catalog.Purpose purpose) {
        return switch (purpose.legalBasis()) {
            case LEGAL_OBLIGATION -> OBLIGED;
            case CONTRACT -> YES;
            default -> permitted(Setting.of(Type.PURPOSE, purpose.id()), purpose);
        };
    }

    private Resolved permitted(Setting setting, Asked asked) {
        if (asked.legalBasis() != LegalBasis.CONSENT) {
            return chosen(setting, YES);
        }
        var choice = chosen(setting, UNASKED);
        return !choice.yes() || choice.from() == CUSTOMER && standing.holds(setting, asked, catalog, now) ? choice : UNASKED;
    }

    /** What was chosen for a setting, or else what the chosen relationship brings. */
    public Optional<JsonNode> choice(Setting setting) {
        var own = chosen.get(setting);
        return Optional.ofNullable(own != null ? own : preset.get(setting));
    }

    /** Every setting that was chosen, or comes with the chosen relationship. */
    public Stream<Setting> settings() {
        return Stream.of(chosen, preset).flatMap(choices -> choices.bySetting().settings());
    }

    /** The customer's choice, or else the preset's, or else another value. */
    private Resolved chosen(Setting setting, Resolved otherwise) {
        var own = chosen.get(setting);
        if (own != null) {
            return new Resolved(own, CUSTOMER);
        }
        var byPreset = preset.get(setting);
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

    private static JsonNode array(List<String> texts) {
        return JsonNodeFactory.instance.arrayNode().addAll(texts.stream().map(TextNode::valueOf).toList());
    }
}
