package dev.heed.choice;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.heed.store.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One thing that a customer can choose. */
public final class Setting implements Comparable<Setting> {
    /** Millions of customers choose among a few settings. */
    private static final Map<String, Setting> SHARED = new ConcurrentHashMap<>();
    private static final int MOST_SHARED = 50_000;
    /** By the ordinal of their type: those of which there is one. */
    private static final Setting[] ONES = Stream.of(Type.values()).map(type -> new Setting(type, "", "")).toArray(Setting[]::new);

    private final Type type;
    private final String id;
    private final String channel;
    private final int hash;
    private SerializedString name;
    private Pieces pieces;

    /**
     * @param type what kind of setting
     * @param id the channel, topic or purpose it is about; empty where there is only one
     * @param channel the channel on which a topic is chosen; empty for all other types
     */
    public Setting(Type type, String id, String channel) {
        this.type = type;
        this.id = id;
        this.channel = channel;
        this.hash = (type.ordinal() * 31 + id.hashCode()) * 31 + channel.hashCode();
    }

    /** The kinds of setting, in the order in which a change records them. */
    public enum Type {
        LANGUAGE("language"), TIME_ZONE("timeZone"), TONE("tone"), RELATIONSHIP("relationship"), RESTRICTED("restricted"), STOPPED("stopped"),
        PAUSED("paused"), FREQUENCY("frequency"), CONTACT_HOURS("contactHours"), OVERFLOW("overflow"),
        PREFERRED_CHANNEL("preferredChannel"),
        CHANNEL("allowed"), CHANNEL_FREQUENCY("frequency"), CHANNEL_CONTACT_HOURS("contactHours"), CHANNEL_CALLERS("callers"),
        TOPIC("allowed"), TOPIC_CHANNEL(""), TOPIC_FREQUENCY("frequency"),
        PURPOSE("allowed"),
        /** All of them, when all is erased. Nobody chooses it. */
        EVERYTHING("");

        private static final Map<String, Type> BY_ID = Stream.of(values()).collect(Collectors.toUnmodifiableMap(Type::id, type -> type));

        private final String member;
        private final String id = name().toLowerCase(Locale.ROOT);

        Type(String member) {
            this.member = member;
        }

        /** The member that holds it, in the object it belongs to. */
        String member() {
            return member;
        }

        /** The name in the contract. */
        public String id() {
            return id;
        }

        /** The type of this name in the contract. */
        public static Type of(String id) {
            var type = BY_ID.get(id);
            if (type == null) {
                throw new IllegalArgumentException("there is no type of setting " + id);
            }
            return type;
        }
    }

    /** A setting of which there is one. */
    public static Setting of(Type type) {
        return ONES[type.ordinal()];
    }

    /** A setting of a channel, topic or purpose. */
    public static Setting of(Type type, String id) {
        return new Setting(type, id, "");
    }

    /** Whether to hear about a topic on one channel. */
    public static Setting topicChannel(String topic, String channel) {
        return new Setting(Type.TOPIC_CHANNEL, topic, channel);
    }

    /** The setting that {@link #toString} wrote. */
    public static Setting parse(String text) {
        var known = SHARED.get(text);
        if (known != null) {
            return known;
        }
        return parsed(text).share();
    }

    /** Lets others keep this object for the same setting, and returns the one that they keep. Not before it is known that a catalog has it: there is room for so many only. */
    public Setting share() {
        if (SHARED.size() < MOST_SHARED) {
            SHARED.putIfAbsent(toString(), this);
        }
        return shared();
    }

    /** The same setting: the object that others keep, if any do. */
    public Setting shared() {
        return SHARED.getOrDefault(toString(), this);
    }

    public Type type() {
        return type;
    }

    public String id() {
        return id;
    }

    public String channel() {
        return channel;
    }

    private static Setting parsed(String text) {
        int id = text.indexOf(':');
        if (id < 0) {
            return of(Type.of(text));
        }
        int channel = text.indexOf(':', id + 1);
        return new Setting(Type.of(text.substring(0, id)), text.substring(id + 1, channel < 0 ? text.length() : channel), channel < 0 ? "" : text.substring(channel + 1));
    }

    /** Whether its value is a yes or no about a topic or a purpose, which the consent log keeps as a status. */
    public boolean isConsent() {
        return type == Type.TOPIC || type == Type.TOPIC_CHANNEL || type == Type.PURPOSE;
    }

    /** Where it stands in a document of choices (RFC 6901). */
    public String pointer() {
        return switch (type) {
            case CHANNEL, CHANNEL_FREQUENCY, CHANNEL_CONTACT_HOURS, CHANNEL_CALLERS -> "/channels/" + id + "/" + type.member;
            case TOPIC, TOPIC_FREQUENCY -> "/topics/" + id + "/" + type.member;
            case TOPIC_CHANNEL -> "/topics/" + id + "/channels/" + channel;
            case PURPOSE -> "/purposes/" + id + "/" + type.member;
            default -> "/" + type.member;
        };
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Setting that && hash == that.hash && type == that.type && id.equals(that.id) && channel.equals(that.channel);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** What {@link #toString} says, encoded once for all who write it. Two threads may both encode it, and say the same. */
    public SerializedString name() {
        var known = name;
        if (known == null) {
            known = new SerializedString(channel.isEmpty() ? id.isEmpty() ? type.id : type.id + ":" + id : type.id + ":" + id + ":" + channel);
            known.asQuotedUTF8();
            name = known;
        }
        return known;
    }

    /** A member of an object that is written in pieces, see {@link Json#pieces}: how it begins, and how it is whole where its value is a yes or a no, as most are. */
    private record Member(SerializedString begun, SerializedString yes, SerializedString no) {
        static Member of(String name) {
            var begun = named(name);
            return new Member(new SerializedString(begun), new SerializedString(begun + true), new SerializedString(begun + false));
        }

        void write(JsonGenerator json, JsonNode value) throws IOException {
            if (value == BooleanNode.TRUE) {
                json.writeRaw(yes);
            } else if (value == BooleanNode.FALSE) {
                json.writeRaw(no);
            } else {
                json.writeRaw(begun);
                Json.write(json, value);
            }
        }
    }

    private static String named(String name) {
        return '"' + new String(new SerializedString(name).asQuotedChars()) + "\":";
    }

    /** Its pieces, encoded once: as a member of an object of settings, of the document of the contract, and how what it is about begins there. */
    private record Pieces(Member stored, Member inDocument, SerializedString item) {}

    /** Two threads may both encode them, and write the same. */
    private Pieces pieces() {
        var known = pieces;
        if (known == null) {
            known = new Pieces(Member.of(toString()), Member.of(channel.isEmpty() ? type.member : channel), new SerializedString(named(id) + "{"));
            pieces = known;
        }
        return known;
    }

    /** Writes it as a member of an object of settings. */
    void writeStored(JsonGenerator json, JsonNode value) throws IOException {
        pieces().stored.write(json, value);
    }

    /** Writes it as a member of the object that it belongs to. */
    void writeInDocument(JsonGenerator json, JsonNode value) throws IOException {
        pieces().inDocument.write(json, value);
    }

    /** Begins the object of the channel, topic or purpose that it is about. */
    void beginItem(JsonGenerator json) throws IOException {
        json.writeRaw(pieces().item);
    }

    /** {@code type}, {@code type:id} or {@code type:id:channel}. */
    @Override
    public String toString() {
        return name().getValue();
    }

    @Override
    public int compareTo(Setting other) {
        int byType = type.compareTo(other.type);
        int byId = byType != 0 ? byType : id.compareTo(other.id);
        return byId != 0 ? byId : channel.compareTo(other.channel);
    }
}
