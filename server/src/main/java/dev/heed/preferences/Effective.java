package dev.heed.preferences;

import static dev.heed.preferences.Resolved.From.CATALOG;
import static dev.heed.preferences.Resolved.From.CUSTOMER;
import static dev.heed.preferences.Resolved.From.LAW;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.consent.Standing;
import java.time.Instant;
import java.util.Arrays;
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
    private static final Resolved YES = Resolved.yes(CATALOG);
    private static final Resolved NO = Resolved.no(CATALOG);
    private static final Resolved OBLIGED = Resolved.yes(LAW);
    private static final Resolved UNASKED = Resolved.no(LAW);
    private static final Resolved SILENCED = Resolved.no(CUSTOMER);
    private static final Resolved NOTHING = Resolved.nothing(CATALOG);
    private static final Resolved DROP = Resolved.of(TextNode.valueOf("drop"), CATALOG);

    private final Catalog catalog;
    private final Offered offered;
    private final Chosen chosen;
    private final Standing standing;
    private final Instant now;
    private final boolean erased;
    private final Resolved restricted;
    private final Resolved stopped;
    private final Resolved paused;
    private final Optional<Instant> pausedUntil;

    private Effective(Catalog catalog, Choices chosen, Standing standing, Instant now, boolean erased) {
        this.catalog = catalog;
        this.offered = Offered.of(catalog);
        this.chosen = Chosen.of(catalog, chosen);
        this.standing = standing;
        this.now = now;
        this.erased = erased;
        this.restricted = this.chosen.or(Setting.of(Type.RESTRICTED), NO);
        this.stopped = this.chosen.or(Setting.of(Type.STOPPED), NO);
        this.pausedUntil = chosen.pauseEnd().filter(now::isBefore);
        this.paused = pausedUntil.isPresent() ? Resolved.of(chosen.get(Setting.of(Type.PAUSED)), CUSTOMER) : NOTHING;
    }

    /** @param erased whether nothing may be done with the customer at all, not even what cannot be refused, until they choose anew */
    static Effective of(Catalog catalog, Choices chosen, Standing standing, Instant now, boolean erased) {
        return new Effective(catalog, chosen, standing, now, erased);
    }

    /** What the catalog offers, for whoever asks for all of it. */
    Offered offered() {
        return offered;
    }

    public Resolved language() {
        return chosen.among(Type.LANGUAGE, catalog.brand().languages(), offered.language());
    }

    public Resolved timeZone() {
        return chosen.or(Setting.of(Type.TIME_ZONE), offered.timeZone());
    }

    public Resolved tone() {
        return chosen.among(Type.TONE, catalog.tones().keySet(), offered.tone());
    }

    public Resolved relationship() {
        return chosen.among(Type.RELATIONSHIP, catalog.relationships().keySet(), NOTHING);
    }

    /** Whether the customer had the processing of their data restricted (GDPR Article 18). */
    public Resolved restricted() {
        return restricted;
    }

    public Resolved stopped() {
        return stopped;
    }

    public Resolved paused() {
        return paused;
    }

    /** When the pause that holds ends; empty when none does. */
    public Optional<Instant> pausedUntil() {
        return pausedUntil;
    }

    public Resolved frequency() {
        return chosen.strictest(Setting.of(Type.FREQUENCY), offered.cap());
    }

    public Resolved contactHours() {
        return chosen.or(Setting.of(Type.CONTACT_HOURS), NOTHING);
    }

    public Resolved overflow() {
        return chosen.or(Setting.of(Type.OVERFLOW), DROP);
    }

    public Resolved preferredChannel() {
        return chosen.among(Type.PREFERRED_CHANNEL, catalog.channels().keySet(), NOTHING);
    }

    /** One of the catalog's channels. */
    public Channel channel(String id) {
        return channel(offered.channels().get(id));
    }

    Channel channel(Offered.Channel channel) {
        return new Channel(channel);
    }

    /** By id, in the catalog's order. */
    public Map<String, Topic> topics() {
        var topics = new LinkedHashMap<String, Topic>();
        offered.topics().forEach((id, topic) -> topics.put(id, topic(topic)));
        return topics;
    }

    /** One of the catalog's topics. */
    public Topic topic(String id) {
        return topic(offered.topics().get(id));
    }

    Topic topic(Offered.Topic topic) {
        return new Topic(topic);
    }

    /** The uses of data that are permitted. */
    public List<String> permittedPurposes() {
        return offered.purposes().values().stream().filter(purpose -> purpose(purpose).yes()).map(permitted -> permitted.purpose().id()).toList();
    }

    /** Whether one of the catalog's uses of data is permitted. */
    public Resolved purpose(String id) {
        return purpose(offered.purposes().get(id));
    }

    Resolved purpose(Offered.Purpose purpose) {
        var basis = purpose.purpose().legalBasis();
        boolean essential = basis == LegalBasis.LEGAL_OBLIGATION || basis == LegalBasis.CONTRACT;
        return erased ? UNASKED : !essential && restricted.yes() ? SILENCED : unrestricted(purpose);
    }

    /** Whether it would be permitted if nothing were restricted. */
    public Resolved purposeUnrestricted(String id) {
        return unrestricted(offered.purposes().get(id));
    }

    private boolean silent() {
        return restricted.yes() || stopped.yes() || paused != NOTHING;
    }

    /** What holds on one channel. */
    public final class Channel {
        private final Offered.Channel channel;

        private Channel(Offered.Channel channel) {
            this.channel = channel;
        }

        public Resolved allowed() {
            return onAll(channel);
        }

        public Resolved frequency() {
            return chosen.strictest(channel.frequency(), channel.cap());
        }

        public Resolved contactHours() {
            return chosen.or(channel.contactHours(), NOTHING);
        }

        /** Who may call; empty on a channel on which nobody calls. */
        public Optional<Resolved> callers() {
            return channel.anybody().map(anybody -> chosen.or(channel.callers(), anybody));
        }
    }

    /** What holds for one topic. */
    public final class Topic {
        private final Offered.Topic topic;
        private final boolean essential;
        private final Resolved allowed;

        private Topic(Offered.Topic topic) {
            this.topic = topic;
            this.essential = topic.isEssential();
            this.allowed = erased ? UNASKED : essential ? topic.topic().legalBasis() == LegalBasis.LEGAL_OBLIGATION ? OBLIGED : YES : permitted(topic.allowed(), topic.topic());
        }

        public Resolved allowed() {
            return allowed;
        }

        public Resolved frequency() {
            return essential ? NOTHING : chosen.or(topic.frequency(), NOTHING);
        }

        /** Whether it may come on each of its channels, everything weighed. */
        public Map<String, Resolved> channels() {
            var channels = new LinkedHashMap<String, Resolved>();
            var onEach = onEach();
            for (int i = 0; i < onEach.length; i++) {
                channels.put(topic.ways().get(i).channel().id(), onEach[i]);
            }
            return channels;
        }

        /** The same without their ids, in the catalog's order. */
        Resolved[] onEach() {
            boolean silenced = !essential && silent();
            var onEach = new Resolved[topic.ways().size()];
            boolean comes = false;
            for (int i = 0; i < onEach.length; i++) {
                onEach[i] = silenced ? SILENCED : !allowed.yes() ? allowed : on(topic.ways().get(i));
                comes |= onEach[i].yes();
            }
            if (essential && !comes) {
                // Each channel can be refused, the topic cannot: it must stay possible on one of them.
                Arrays.fill(onEach, allowed);
            }
            return onEach;
        }

        private Resolved on(Offered.Way way) {
            var onAll = onAll(way.channel());
            return onAll.yes() ? chosen.or(way.setting(), allowed) : onAll;
        }

        /** Whether it may come at all. */
        public boolean comes() {
            return Arrays.stream(onEach()).anyMatch(Resolved::yes);
        }
    }

    /** Whether a channel is allowed, for whatever comes on it. */
    private Resolved onAll(Offered.Channel channel) {
        return chosen.or(channel.allowed(), YES);
    }

    private Resolved unrestricted(Offered.Purpose purpose) {
        return switch (purpose.purpose().legalBasis()) {
            case LEGAL_OBLIGATION -> OBLIGED;
            case CONTRACT -> YES;
            default -> permitted(purpose.allowed(), purpose.purpose());
        };
    }

    private Resolved permitted(Setting setting, Asked asked) {
        if (asked.legalBasis() != LegalBasis.CONSENT) {
            return chosen.or(setting, YES);
        }
        var choice = chosen.or(setting, UNASKED);
        return !choice.yes() || choice.from() == CUSTOMER && standing.holds(setting, asked, catalog, now) ? choice : UNASKED;
    }

    /** What was chosen for a setting, or else what the chosen relationship brings. */
    public Optional<JsonNode> choice(Setting setting) {
        return chosen.choice(setting);
    }

    /** Every setting that was chosen, or comes with the chosen relationship. */
    public Stream<Setting> settings() {
        return chosen.settings();
    }
}
