package dev.heed.choice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.choice.Setting.Type;
import dev.heed.store.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What was chosen, setting by setting. A setting that is not in it was never chosen: unset is not no. */
public final class Choices {
    /** Nothing chosen. */
    public static final Choices NONE = new Choices(BySetting.nothing());

    private static final Type[] GLOBAL = {Type.LANGUAGE, Type.TIME_ZONE, Type.TONE, Type.RELATIONSHIP, Type.RESTRICTED, Type.STOPPED, Type.PAUSED,
        Type.FREQUENCY, Type.CONTACT_HOURS, Type.OVERFLOW, Type.PREFERRED_CHANNEL};
    private static final Type[] OF_CHANNEL = {Type.CHANNEL, Type.CHANNEL_FREQUENCY, Type.CHANNEL_CONTACT_HOURS, Type.CHANNEL_CALLERS};
    private static final Type[] OF_TOPIC = {Type.TOPIC, Type.TOPIC_FREQUENCY};
    private static final Type[] OF_PURPOSE = {Type.PURPOSE};

    private final BySetting<JsonNode> values;
    private Instant pauseEnd;

    private Choices(BySetting<JsonNode> values) {
        this.values = values;
    }

    private static Choices of(BySetting<JsonNode> values) {
        return values.isEmpty() ? NONE : new Choices(values);
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
        return of(BySetting.of(chosen));
    }

    /** Reads what {@link #bytes} wrote. */
    public static Choices of(byte[] stored) {
        var values = new TreeMap<Setting, JsonNode>();
        Json.eachMember(stored, (name, json) -> values.put(Setting.parse(name), Values.shared(Json.value(json))));
        return of(BySetting.of(values));
    }

    /** As it is stored: setting by setting, which is quicker to read than the contract's form. */
    public byte[] bytes() {
        return Json.pieces(json -> {
            for (int at = 0; at < values.size(); at++) {
                json.writeRaw(at == 0 ? '{' : ',');
                values.setting(at).writeStored(json, values.value(at));
            }
            json.writeRaw(values.isEmpty() ? "{}" : "}");
        });
    }

    /**
     * These choices after a merge patch of their document (RFC 7396 section 2): a member replaces, null removes, an array replaces whole. What the patch
     * does not name is not looked at.
     */
    public Choices patched(ObjectNode patch) {
        var patched = new Patched(values);
        patched.take(patch, "", GLOBAL);
        patched.each(patch.get("channels"), OF_CHANNEL, (id, channel) -> { });
        patched.each(patch.get("topics"), OF_TOPIC, (topic, json) -> patched.channels(topic, json.get("channels")));
        patched.each(patch.get("purposes"), OF_PURPOSE, (id, purpose) -> { });
        var after = of(values.changed(patched.changes));
        return after == NONE ? NONE : after.knowing(this);
    }

    /** The end of a pause that others had too need not be read again. */
    private Choices knowing(Choices others) {
        var pause = Setting.of(Type.PAUSED);
        pauseEnd = get(pause) == others.get(pause) ? others.pauseEnd : null;
        return this;
    }

    /** What a patch changes. It names each setting once. */
    private static final class Patched {
        private final BySetting<JsonNode> before;
        private final SortedMap<Setting, JsonNode> changes = new TreeMap<>();

        Patched(BySetting<JsonNode> before) {
            this.before = before;
        }

        void each(JsonNode patch, Type[] types, BiConsumer<String, JsonNode> more) {
            if (patch == null) {
                return;
            }
            if (patch.isNull()) {
                remove(setting -> belongs(setting, types));
            }
            patch.properties().forEach(item -> {
                if (item.getValue().isNull()) {
                    remove(setting -> setting.id().equals(item.getKey()) && belongs(setting, types));
                } else {
                    take(item.getValue(), item.getKey(), types);
                    more.accept(item.getKey(), item.getValue());
                }
            });
        }

        void channels(String topic, JsonNode channels) {
            if (channels != null && channels.isNull()) {
                remove(setting -> setting.type() == Type.TOPIC_CHANNEL && setting.id().equals(topic));
            } else if (channels != null) {
                channels.properties().forEach(channel -> put(Setting.topicChannel(topic, channel.getKey()), channel.getValue()));
            }
        }

        private static boolean belongs(Setting setting, Type[] types) {
            return List.of(types).contains(setting.type() == Type.TOPIC_CHANNEL ? Type.TOPIC : setting.type());
        }

        private void remove(Predicate<Setting> unwanted) {
            before.settings().filter(unwanted).forEach(setting -> changes.put(setting, null));
        }

        void take(JsonNode from, String id, Type... types) {
            for (var type : types) {
                put(Setting.of(type, id), from.get(type.member()));
            }
        }

        private void put(Setting setting, JsonNode patch) {
            if (patch != null) {
                changes.put(setting, patch.isNull() ? null : Values.shared(MergePatch.apply(before.get(setting), patch)));
            }
        }
    }

    /** Every setting chosen, with its value, in the order of settings. */
    public BySetting<JsonNode> bySetting() {
        return values;
    }

    /** The same as a map, which is made for the asker. */
    public SortedMap<Setting, JsonNode> values() {
        return values.toMap();
    }

    /** What was chosen for a setting. */
    public Optional<JsonNode> value(Setting setting) {
        return Optional.ofNullable(get(setting));
    }

    /** What was chosen for a setting, or null. */
    public JsonNode get(Setting setting) {
        return values.get(setting);
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

    /** Writes the document in the contract's form, in {@link Json#pieces}: only what was chosen, members in a fixed order. */
    public void write(JsonGenerator json) throws IOException {
        new ChosenJson(values, json).write();
    }

    /** The document in the contract's form. */
    public ObjectNode toJson() {
        return Json.stored(Json.pieces(this::write));
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
        return values.toString();
    }
}
