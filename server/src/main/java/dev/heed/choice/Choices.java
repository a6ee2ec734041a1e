package dev.heed.choice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.choice.Setting.Type;
import dev.heed.store.Json;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was chosen, setting by setting. A setting that is not in it was never chosen: unset is not no. */
public final class Choices {
    /** Nothing chosen. */
    public static final Choices NONE = new Choices(new TreeMap<>());

    private static final Type[] GLOBAL = {Type.LANGUAGE, Type.TIME_ZONE, Type.TONE, Type.RELATIONSHIP, Type.STOPPED, Type.PAUSED,
        Type.FREQUENCY, Type.CONTACT_HOURS, Type.OVERFLOW, Type.PREFERRED_CHANNEL};
    private static final Type[] OF_CHANNEL = {Type.CHANNEL, Type.CHANNEL_FREQUENCY, Type.CHANNEL_CONTACT_HOURS, Type.CHANNEL_CALLERS};
    private static final Type[] OF_TOPIC = {Type.TOPIC, Type.TOPIC_FREQUENCY};
    private static final Type[] OF_PURPOSE = {Type.PURPOSE};

    private final SortedMap<Setting, JsonNode> values;

    private Choices(SortedMap<Setting, JsonNode> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    /** The choices of a document in the contract's form; members that are null or unknown are no choices. */
    @JsonCreator
    public static Choices of(ObjectNode document) {
        var values = new TreeMap<Setting, JsonNode>();
        take(values, document, "", GLOBAL);
        document.path("channels").properties().forEach(channel -> take(values, channel.getValue(), channel.getKey(), OF_CHANNEL));
        document.path("topics").properties().forEach(topic -> {
            take(values, topic.getValue(), topic.getKey(), OF_TOPIC);
            topic.getValue().path("channels").properties().forEach(channel -> {
                if (!channel.getValue().isNull()) {
                    values.put(Setting.topicChannel(topic.getKey(), channel.getKey()), channel.getValue());
                }
            });
        });
        document.path("purposes").properties().forEach(purpose -> take(values, purpose.getValue(), purpose.getKey(), OF_PURPOSE));
        return values.isEmpty() ? NONE : new Choices(values);
    }

    /** The choices of settings with their values; a JSON null is no choice. */
    public static Choices of(Map<Setting, JsonNode> values) {
        var chosen = new TreeMap<Setting, JsonNode>(values);
        chosen.values().removeIf(JsonNode::isNull);
        return chosen.isEmpty() ? NONE : new Choices(chosen);
    }

    private static void take(Map<Setting, JsonNode> values, JsonNode from, String id, Type... types) {
        for (var type : types) {
            var value = from.get(type.member());
            if (value != null && !value.isNull()) {
                values.put(Setting.of(type, id), value);
            }
        }
    }

    /** Every setting chosen, with its value, in the order of settings. */
    public SortedMap<Setting, JsonNode> values() {
        return values;
    }

    /** What was chosen for a setting. */
    public Optional<JsonNode> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** What was chosen for a yes-or-no setting. */
    public Optional<Boolean> yes(Setting setting) {
        return value(setting).map(JsonNode::booleanValue);
    }

    /** What was chosen for a setting whose value is a word or an id. */
    public Optional<String> text(Type type) {
        return value(Setting.of(type)).map(JsonNode::textValue);
    }

    /** The document in the contract's form: only what was chosen, members in a fixed order. */
    public ObjectNode toJson() {
        var document = Json.object();
        values.forEach((setting, value) -> {
            var owner = switch (setting.type()) {
                case CHANNEL, CHANNEL_FREQUENCY, CHANNEL_CONTACT_HOURS, CHANNEL_CALLERS ->
                    document.withObjectProperty("channels").withObjectProperty(setting.id());
                case TOPIC, TOPIC_FREQUENCY -> document.withObjectProperty("topics").withObjectProperty(setting.id());
                case TOPIC_CHANNEL -> document.withObjectProperty("topics").withObjectProperty(setting.id()).withObjectProperty("channels");
                case PURPOSE -> document.withObjectProperty("purposes").withObjectProperty(setting.id());
                default -> document;
            };
            owner.set(setting.type() == Type.TOPIC_CHANNEL ? setting.channel() : setting.type().member(), value);
        });
        return document;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Choices that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
