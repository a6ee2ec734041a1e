package dev.heed.choice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.choice.Setting.Type;
import dev.heed.store.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What was chosen, setting by setting. A setting that is not in it was never chosen: unset is not no. */
public final class Choices {
    /** Nothing chosen. */
    public static final Choices NONE = new Choices(new TreeMap<>());

    private static final Type[] GLOBAL = {Type.LANGUAGE, Type.TIME_ZONE, Type.TONE, Type.RELATIONSHIP, Type.RESTRICTED, Type.STOPPED, Type.PAUSED,
        Type.FREQUENCY, Type.CONTACT_HOURS, Type.OVERFLOW, Type.PREFERRED_CHANNEL};
    private static final Type[] OF_CHANNEL = {Type.CHANNEL, Type.CHANNEL_FREQUENCY, Type.CHANNEL_CONTACT_HOURS, Type.CHANNEL_CALLERS};
    private static final Type[] OF_TOPIC = {Type.TOPIC, Type.TOPIC_FREQUENCY};
    private static final Type[] OF_PURPOSE = {Type.PURPOSE};

    private final SortedMap<Setting, JsonNode> values;
    /** The same, for a decision looks up some forty settings. */
    private final Map<Setting, JsonNode> bySetting;
    private Instant pauseEnd;

    private Choices(SortedMap<Setting, JsonNode> values) {
        this.values = Collections.unmodifiableSortedMap(values);
        this.bySetting = new HashMap<>(values);
    }

    /** The choices of a document in the contract's form; members that are null or unknown are no choices. */
    @JsonCreator
    public static Choices of(ObjectNode document) {
        return NONE.patched(document);
    }

    /** The choices of settings with their values; a JSON null is no choice. */
    public static Choices of(Map<Setting, JsonNode> values) {
        var chosen = new TreeMap<Setting, JsonNode>(values);
        chosen.values().removeIf(JsonNode::isNull);
        return chosen.isEmpty() ? NONE : new Choices(chosen);
    }

    /** Reads what {@link #bytes} wrote. */
    public static Choices of(byte[] stored) {
        var values = new TreeMap<Setting, JsonNode>();
        Json.eachMember(stored, (name, json) -> values.put(Setting.parse(name), Json.value(json)));
        return values.isEmpty() ? NONE : new Choices(values);
    }

    /** As it is stored: setting by setting, which is quicker to read than the contract's form. */
    public byte[] bytes() {
        return Json.bytes(json -> {
            for (var choice : values.entrySet()) {
                json.writeFieldName(choice.getKey().toString());
                Json.write(json, choice.getValue());
            }
        });
    }

    /**
     * These choices after a merge patch of their document (RFC 7396 section 2): a member replaces, null removes, an array replaces whole. What the patch
     * does not name is not looked at.
     */
    public Choices patched(ObjectNode patch) {
        var after = new TreeMap<>(values);
        take(after, patch, "", GLOBAL);
        patchEach(after, patch.get("channels"), OF_CHANNEL, (id, channel) -> { });
        patchEach(after, patch.get("topics"), OF_TOPIC, (topic, json) -> patchEach(after, topic, json.get("channels")));
        patchEach(after, patch.get("purposes"), OF_PURPOSE, (id, purpose) -> { });
        return after.isEmpty() ? NONE : new Choices(after).knowing(this);
    }

    /** The end of a pause that others had too need not be read again. */
    private Choices knowing(Choices others) {
        var pause = Setting.of(Type.PAUSED);
        pauseEnd = get(pause) == others.get(pause) ? others.pauseEnd : null;
        return this;
    }

    private static void patchEach(Map<Setting, JsonNode> values, JsonNode patch, Type[] types, BiConsumer<String, JsonNode> more) {
        if (patch == null) {
            return;
        }
        if (patch.isNull()) {
            values.keySet().removeIf(setting -> belongs(setting, types));
        }
        patch.properties().forEach(item -> {
            if (item.getValue().isNull()) {
                values.keySet().removeIf(setting -> setting.id().equals(item.getKey()) && belongs(setting, types));
            } else {
                take(values, item.getValue(), item.getKey(), types);
                more.accept(item.getKey(), item.getValue());
            }
        });
    }

    private static void patchEach(Map<Setting, JsonNode> values, String topic, JsonNode channels) {
        if (channels != null && channels.isNull()) {
            values.keySet().removeIf(setting -> setting.type() == Type.TOPIC_CHANNEL && setting.id().equals(topic));
        } else if (channels != null) {
            channels.properties().forEach(channel -> put(values, Setting.topicChannel(topic, channel.getKey()), channel.getValue()));
        }
    }

    private static boolean belongs(Setting setting, Type[] types) {
        return List.of(types).contains(setting.type() == Type.TOPIC_CHANNEL ? Type.TOPIC : setting.type());
    }

    private static void take(Map<Setting, JsonNode> values, JsonNode from, String id, Type... types) {
        for (var type : types) {
            put(values, Setting.of(type, id), from.get(type.member()));
        }
    }

    private static void put(Map<Setting, JsonNode> values, Setting setting, JsonNode patch) {
        if (patch == null) {
            return;
        }
        if (patch.isNull()) {
            values.remove(setting);
        } else {
            values.put(setting, MergePatch.apply(values.get(setting), patch));
        }
    }

    /** Every setting chosen, with its value, in the order of settings. */
    public SortedMap<Setting, JsonNode> values() {
        return values;
    }

    /** What was chosen for a setting. */
    public Optional<JsonNode> value(Setting setting) {
        return Optional.ofNullable(get(setting));
    }

    /** What was chosen for a setting, or null. */
    public JsonNode get(Setting setting) {
        return bySetting.get(setting);
    }

    /** What was chosen for a yes-or-no setting. */
    public Optional<Boolean> yes(Setting setting) {
        return value(setting).map(JsonNode::booleanValue);
    }

    /** What was chosen for a setting whose value is a word or an id. */
    public Optional<String> text(Type type) {
        return value(Setting.of(type)).map(JsonNode::textValue);
    }

    /** When the chosen pause ends, or ended. It is read when it is first asked; two threads may both read it, and find the same. */
    public Optional<Instant> pauseEnd() {
        var pause = get(Setting.of(Type.PAUSED));
        if (pause == null) {
            return Optional.empty();
        }
        var known = pauseEnd;
        if (known == null) {
            known = OffsetDateTime.parse(pause.get("until").textValue()).toInstant();
            pauseEnd = known;
        }
        return Optional.of(known);
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
