package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.brand.Catalog.Category;
import dev.heed.choice.Frequency;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.preferences.Resolved.From;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a catalog offers, each with the settings by which a customer chooses it and with what holds where nobody chose: the same for all customers, made once.
 */
final class Offered {
    /** A catalog never changes, and is forgotten with what was made of it. */
    private static final Cache<Catalog, Offered> KNOWN = Caffeine.newBuilder().executor(Runnable::run).weakKeys().build();

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, Purpose> purposes = new LinkedHashMap<>();
    private final List<Lapsing> lapsing = new ArrayList<>();
    private final Resolved language;
    private final Resolved timeZone;
    private final Resolved tone;
    private final Optional<Cap> cap;
    private final Layout layout;

    /** @param callers who may call where nobody chose; empty on a channel on which nobody calls */
    record Channel(String id, Setting allowed, Setting frequency, Setting contactHours, Setting callers, Optional<Resolved> anybody, Optional<Cap> cap) {}

    /** @param ways the channels on which it may come, in the catalog's order */
    record Topic(Catalog.Topic topic, Setting allowed, Setting frequency, List<Way> ways) {
        boolean isEssential() {
            return topic.category() == Category.ESSENTIAL;
        }
    }

    /** A topic on one of its channels. */
    record Way(Channel channel, Setting setting) {}

    record Purpose(Catalog.Purpose purpose, Setting allowed) {}

    /** The brand's own cap, as it holds where it is the strictest. */
    record Cap(double perWeek, Resolved resolved) {}

    /** A consent that lapses by itself. */
    record Lapsing(Setting setting, Asked asked) {}

    private Offered(Catalog catalog) {
        language = byDefault(catalog.brand().languages().get(0));
        timeZone = byDefault(catalog.brand().timeZone());
        tone = byDefault(catalog.tones().keySet().iterator().next());
        cap = cap(catalog, Optional.empty());
        catalog.channels().forEach((id, channel) -> channels.put(id, new Channel(id, shared(Type.CHANNEL, id), shared(Type.CHANNEL_FREQUENCY, id),
            shared(Type.CHANNEL_CONTACT_HOURS, id), shared(Type.CHANNEL_CALLERS, id),
            Optional.of(channel.callers()).filter(callers -> !callers.isEmpty()).map(callers -> Resolved.of(array(callers), From.CATALOG)), cap(catalog, Optional.of(id)))));
        catalog.topics().forEach((id, topic) -> topics.put(id, new Topic(topic, shared(Type.TOPIC, id), shared(Type.TOPIC_FREQUENCY, id),
            topic.channels().stream().map(channel -> new Way(channels.get(channel), Setting.topicChannel(id, channel).share())).toList())));
        catalog.purposes().forEach((id, purpose) -> purposes.put(id, new Purpose(purpose, shared(Type.PURPOSE, id))));
        topics.values().forEach(topic -> lapses(topic.allowed, topic.topic));
        purposes.values().forEach(purpose -> lapses(purpose.allowed, purpose.purpose));
        layout = Layout.of(this);
    }

    static Offered of(Catalog catalog) {
        return KNOWN.get(catalog, Offered::new);
    }

    private static Resolved byDefault(String text) {
        return Resolved.of(TextNode.valueOf(text), From.CATALOG);
    }

    private static Setting shared(Type type, String id) {
        return Setting.of(type, id).share();
    }

    private static Optional<Cap> cap(Catalog catalog, Optional<String> channel) {
        return catalog.policy().cap(channel).map(cap -> new Cap(cap.perWeek(), Resolved.of(cap.toJson(), From.POLICY)));
    }

    private static JsonNode array(List<String> texts) {
        return JsonNodeFactory.instance.arrayNode().addAll(texts.stream().map(TextNode::valueOf).toList());
    }

    private void lapses(Setting setting, Asked asked) {
        if (asked.expiresAfter() != null) {
            lapsing.add(new Lapsing(setting, asked));
        }
    }

    /** By id, in the catalog's order; and so the others. */
    Map<String, Channel> channels() {
        return channels;
    }

    Map<String, Topic> topics() {
        return topics;
    }

    Map<String, Purpose> purposes() {
        return purposes;
    }

    /** The consents that lapse by themselves. */
    List<Lapsing> lapsing() {
        return lapsing;
    }

    /** What holds where nobody chose. */
    Resolved language() {
        return language;
    }

    Resolved timeZone() {
        return timeZone;
    }

    Resolved tone() {
        return tone;
    }

    /** The brand's own cap over all channels. */
    Optional<Cap> cap() {
        return cap;
    }

    /** How what holds is written. */
    Layout layout() {
        return layout;
    }
}
