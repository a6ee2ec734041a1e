package dev.heed.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.preferences.Effective;
import dev.heed.preferences.Preferences;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes what a customer chose in terms that mean the same at another brand: kinds of channel, categories, and the Data Privacy Vocabulary. */
final class Portable {
    static final int VERSION = 1;

    private final Catalog catalog;
    private final Effective effective;
    private final ObjectNode document = Json.object();

    /**
     * Whence a document comes.
     *
     * @param ledger the origin of the brand's ledger
     */
    record Origin(String ledger, long treeSize, Instant at) {}

    private Portable(Preferences preferences) {
        this.catalog = preferences.catalog();
        this.effective = preferences.effective();
    }

    /** The document. What the chosen relationship brings is written out: where the customer goes, there may be no such relationship. */
    static ObjectNode of(Preferences preferences, Origin origin) {
        return new Portable(preferences).written(origin);
    }

    /** What a topic of a category is for, in the Data Privacy Vocabulary. */
    static String purpose(Category category) {
        return switch (category) {
            case MARKETING -> "dpv:DirectMarketing";
            case SERVICE -> "dpv:CommunicationForCustomerCare";
            case ESSENTIAL -> "dpv:RequestedServiceProvision";
        };
    }

    private ObjectNode written(Origin origin) {
        document.putObject("@context").put("dpv", "https://w3id.org/dpv#").put("heed", "https://heed.invalid/ns#");
        document.put("@type", "heed:PortablePreferences").put("version", VERSION);
        document.putObject("origin").put("brand", catalog.brand().name()).put("controller", catalog.document().at("/brand/controller/name").asText(catalog.brand().name()))
            .put("ledger", origin.ledger).put("treeSize", origin.treeSize).put("at", Times.text(origin.at));
        copy(document, "language", Setting.of(Type.LANGUAGE));
        copy(document, "timeZone", Setting.of(Type.TIME_ZONE));
        text(Type.TONE).map(catalog.tones()::get).ifPresent(tone -> document.set("tone", named(Json.object(), tone.id(), tone.label())));
        text(Type.RELATIONSHIP).map(catalog.relationships()::get).ifPresent(close -> document.set("relationship", named(Json.object(), close.id(), close.label())));
        copy(document, "stopped", Setting.of(Type.STOPPED));
        if (!effective.paused().value().isNull()) {
            document.set("paused", effective.paused().value());
        }
        copy(document, "frequency", Setting.of(Type.FREQUENCY));
        copy(document, "contactHours", Setting.of(Type.CONTACT_HOURS));
        copy(document, "overflow", Setting.of(Type.OVERFLOW));
        text(Type.PREFERRED_CHANNEL).map(catalog.channels()::get).ifPresent(channel -> document.set("preferredChannel", way(channel)));
        channels();
        topics();
        purposes();
        return document;
    }

    private void channels() {
        for (var channel : catalog.channels().values()) {
            var json = way(channel);
            int bare = json.size();
            copy(json, "allowed", Setting.of(Type.CHANNEL, channel.id()));
            copy(json, "frequency", Setting.of(Type.CHANNEL_FREQUENCY, channel.id()));
            copy(json, "contactHours", Setting.of(Type.CHANNEL_CONTACT_HOURS, channel.id()));
            copy(json, "callers", Setting.of(Type.CHANNEL_CALLERS, channel.id()));
            if (json.size() > bare) {
                document.withArray("channels").add(json);
            }
        }
    }

    private void topics() {
        for (var topic : catalog.topics().values()) {
            var json = named(category(topic.category()), topic.id(), topic.label());
            int bare = json.size();
            copy(json, "allowed", Setting.of(Type.TOPIC, topic.id()));
            copy(json, "frequency", Setting.of(Type.TOPIC_FREQUENCY, topic.id()));
            for (var channel : topic.channels()) {
                effective.choice(Setting.topicChannel(topic.id(), channel))
                    .ifPresent(allowed -> json.withArray("channels").add(way(catalog.channels().get(channel)).set("allowed", allowed)));
            }
            if (json.size() > bare) {
                document.withArray("topics").add(json);
            }
        }
        for (var category : Category.values()) {
            if (refusedAsAWhole(category)) {
                document.withArray("topics").add(category(category).put("allowed", false));
            }
        }
    }

    /** Whoever refused each topic of a category refused the category: that holds at another brand, whatever its topics are called. */
    private boolean refusedAsAWhole(Category category) {
        var topics = catalog.topics().values().stream().filter(topic -> topic.category() == category).toList();
        return !topics.isEmpty() && topics.stream().allMatch(topic -> effective.choice(Setting.of(Type.TOPIC, topic.id())).map(choice -> !choice.booleanValue()).orElse(false));
    }

    private static ObjectNode category(Category category) {
        return Json.object().put("category", category.name().toLowerCase(java.util.Locale.ROOT)).put("purpose", purpose(category));
    }

    private void purposes() {
        for (var purpose : catalog.purposes().values()) {
            effective.choice(Setting.of(Type.PURPOSE, purpose.id())).ifPresent(allowed -> {
                var json = Json.object();
                Optional.ofNullable(purpose.dpvTerm()).ifPresent(term -> json.put("dpvTerm", term));
                document.withArray("purposes").add(named(json, purpose.id(), purpose.label()).set("allowed", allowed));
            });
        }
    }

    private static ObjectNode way(Catalog.Channel channel) {
        return named(Json.object().put("addressKind", channel.addressKind()).put("calls", !channel.callers().isEmpty()), channel.id(), channel.label());
    }

    private static ObjectNode named(ObjectNode json, String id, Map<String, String> label) {
        var labels = json.put("id", id).putObject("label");
        label.forEach(labels::put);
        return json;
    }

    private Optional<String> text(Type type) {
        return effective.choice(Setting.of(type)).map(JsonNode::textValue);
    }

    private void copy(ObjectNode to, String member, Setting setting) {
        effective.choice(setting).ifPresent(value -> to.set(member, value));
    }
}
