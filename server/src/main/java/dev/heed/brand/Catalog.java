package dev.heed.brand;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.choice.Choices;
import dev.heed.choice.Frequency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What a brand offers its customers: one immutable version. */
public final class Catalog {
    private static final JsonMapper MAPPER = JsonMapper.builder()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .addModule(new SimpleModule().addDeserializer(Period.class, new FromStringDeserializer<>(Period.class) {
            private static final long serialVersionUID = 1;

            @Override
            protected Period _deserialize(String text, DeserializationContext context) {
                return Period.parse(text);
            }
        }))
        .build();

    private final long version;
    private final Instant publishedAt;
    private final ObjectNode document;
    private final Content content;
    private final Map<String, Channel> channels;
    private final Map<String, Topic> topics;
    private final Map<String, Purpose> purposes;
    private final Map<String, Tone> tones;
    private final Map<String, Relationship> relationships;
    /** By id of the notice: its newest version that asks again those who agreed to an earlier one. */
    private final Map<String, Long> asksAgain = new HashMap<>();

    private Catalog(long version, Instant publishedAt, ObjectNode document, Content content) {
        this.version = version;
        this.publishedAt = publishedAt;
        this.document = document;
        this.content = content;
        this.channels = byId(content.channels, Channel::id);
        this.topics = byId(content.topics, Topic::id);
        this.purposes = byId(content.purposes, Purpose::id);
        this.tones = byId(content.tones, Tone::id);
        this.relationships = byId(content.relationships, Relationship::id);
        content.notices.stream().filter(Notice::reconsent).forEach(notice -> asksAgain.merge(notice.id, notice.version, Math::max));
    }

    /**
     * The catalog of a document that fits the contract.
     *
     * @param document without {@code version} and {@code publishedAt}, which the server gives
     */
    public static Catalog of(long version, Instant publishedAt, ObjectNode document) {
        try {
            return new Catalog(version, publishedAt, document, MAPPER.treeToValue(document, Content.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("a catalog that fits the contract cannot be read", impossible);
        }
    }

    private static <T> Map<String, T> byId(List<T> items, Function<T, String> id) {
        var map = new LinkedHashMap<String, T>();
        items.forEach(item -> map.putIfAbsent(id.apply(item), item));
        return map;
    }

    /** Counts from 1. */
    public long version() {
        return version;
    }

    public Instant publishedAt() {
        return publishedAt;
    }

    /** The document as published. Not to be changed. */
    public ObjectNode document() {
        return document;
    }

    /** Who the customer deals with. */
    public Profile brand() {
        return content.brand;
    }

    /** Channels by id, in the catalog's order; and so the others. */
    public Map<String, Channel> channels() {
        return channels;
    }

    public Map<String, Topic> topics() {
        return topics;
    }

    public Map<String, Purpose> purposes() {
        return purposes;
    }

    public Map<String, Tone> tones() {
        return tones;
    }

    public Map<String, Relationship> relationships() {
        return relationships;
    }

    public Policy policy() {
        return content.policy;
    }

    /** Everything in the order of the document, repeated ids included. For whoever reviews it. */
    Content content() {
        return content;
    }

    /** The newest version of a notice. */
    public Optional<Notice> notice(String id) {
        return content.notices.stream().filter(notice -> notice.id.equals(id)).max(Comparator.comparingLong(Notice::version));
    }

    /** One version of a notice. */
    public Optional<Notice> notice(String id, long version) {
        return content.notices.stream().filter(notice -> notice.id.equals(id) && notice.version == version).findFirst();
    }

    /** Whether consent given to this version of a notice no longer holds, because a later one asks again. */
    public boolean outdated(String notice, long version) {
        return asksAgain.getOrDefault(notice, 0L) > version;
    }

    /** The members of the document. */
    record Content(Profile brand, List<Channel> channels, List<Topic> topics, List<Purpose> purposes, List<Tone> tones,
                   List<Relationship> relationships, List<Notice> notices, Policy policy) {
        Content {
            policy = policy == null ? new Policy(List.of(), List.of()) : policy;
        }
    }

    /** Who the customer deals with. */
    public record Profile(String name, List<String> languages, String timeZone, Controller controller, String jurisdiction, List<String> allowedOrigins) {
        public Profile {
            allowedOrigins = orEmpty(allowedOrigins);
        }
    }

    /** Who answers for the data. */
    public record Controller(String contact, String privacyPolicy) {}

    /** A way to reach a customer. */
    public record Channel(String id, Map<String, String> label, String addressKind, List<String> callers) {
        public Channel {
            callers = orEmpty(callers);
        }
    }

    /** Something to hear about. */
    public record Topic(String id, Map<String, String> label, Map<String, String> description, Category category,
                        LegalBasis legalBasis, List<String> channels, String notice, Period expiresAfter,
                        @JsonProperty("expectedPerWeek") double expectedPerWeek) implements Asked {}

    /** A use of data. */
    public record Purpose(String id, Map<String, String> label, Map<String, String> description, String dpvTerm,
                          LegalBasis legalBasis, String notice, boolean optOutSignal, Period expiresAfter) implements Asked {}

    /** What a customer is asked about: a topic or a purpose. */
    public interface Asked {
        long SECONDS_A_DAY = TimeUnit.DAYS.toSeconds(1);

        String id();

        LegalBasis legalBasis();

        /** The notice's id, or null. */
        String notice();

        /** How long a consent lasts, or null. */
        Period expiresAfter();

        /** When a consent given at this moment lapses by itself. */
        default Optional<Instant> lapses(Instant given) {
            var period = expiresAfter();
            if (period == null) {
                return Optional.empty();
            }
            // The same time of another day, in UTC. It is asked some twenty times for each answer, so without the fields of a time.
            long day = Math.floorDiv(given.getEpochSecond(), SECONDS_A_DAY);
            return Optional.of(given.plusSeconds((LocalDate.ofEpochDay(day).plus(period).toEpochDay() - day) * SECONDS_A_DAY));
        }
    }

    public record Tone(String id, Map<String, String> label, Map<String, String> description) {}

    /** How close a customer wants to be, with the choices that this brings. */
    public record Relationship(String id, Map<String, String> label, Map<String, String> description, Choices preset) {}

    /** A text shown when asking, in one version. */
    public record Notice(String id, long version, Map<String, String> text, boolean reconsent) {}

    /** The brand's own rules for itself. */
    public record Policy(List<Cap> caps, List<QuietHours> quietHours) {
        public Policy {
            caps = orEmpty(caps);
            quietHours = orEmpty(quietHours);
        }

        /** The strictest of the brand's own caps on a channel, or, without one, over all channels. */
        public Optional<Frequency> cap(Optional<String> channel) {
            Frequency strictest = null;
            for (var cap : caps) {
                var frequency = new Frequency(cap.max, cap.per);
                if (Objects.equals(cap.channel, channel.orElse(null)) && (strictest == null || frequency.perWeek() < strictest.perWeek())) {
                    strictest = frequency;
                }
            }
            return Optional.ofNullable(strictest);
        }
    }

    /** A cap over all channels, or on one. */
    public record Cap(int max, Frequency.Per per, String channel) {}

    /** When the brand contacts nobody. */
    public record QuietHours(String channel, List<String> days, String from, String to) {}

    /** What a topic is. Essential topics cannot be refused. */
    public enum Category { MARKETING, SERVICE, ESSENTIAL }

    /** Why the brand may (GDPR article 6). */
    public enum LegalBasis {
        CONSENT, LEGITIMATE_INTEREST, CONTRACT, LEGAL_OBLIGATION;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The name in the contract. */
        public String id() {
            return id;
        }
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(new ArrayList<>(list));
    }
}
