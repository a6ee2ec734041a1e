package dev.heed.rights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds what a portable document speaks of among what a catalog offers: the very same thing where names agree, else everything of its kind. */
final class Counterparts {
    private final Catalog catalog;

    Counterparts(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The channel of the same id and kind, or else all of the kind. */
    List<Catalog.Channel> channels(JsonNode way) {
        var ofKind = catalog.channels().values().stream()
            .filter(channel -> channel.addressKind().equals(way.path("addressKind").textValue()) && !channel.callers().isEmpty() == way.path("calls").booleanValue()).toList();
        return sameIdOrAll(ofKind, Catalog.Channel::id, way);
    }

    /** The topics of the category that are called the same; all of the category where the document names none. */
    List<Catalog.Topic> topics(JsonNode item) {
        var ofCategory = catalog.topics().values().stream().filter(topic -> topic.category().name().toLowerCase(Locale.ROOT).equals(item.path("category").textValue())).toList();
        return isWholeCategory(item) ? ofCategory : named(ofCategory, Catalog.Topic::id, Catalog.Topic::label, item);
    }

    static boolean isWholeCategory(JsonNode item) {
        return !item.has("id") && !item.has("label");
    }

    /** The uses of data with the same DPV term, of these the one with the same id where there is one; those called the same where the document has no term, or nothing here has it. */
    List<Catalog.Purpose> purposes(JsonNode item) {
        var term = Optional.ofNullable(item.path("dpvTerm").textValue());
        Predicate<Catalog.Purpose> same = purpose -> term.isPresent() && term.get().equals(purpose.dpvTerm());
        var withTerm = catalog.purposes().values().stream().filter(same).toList();
        if (!withTerm.isEmpty()) {
            return sameIdOrAll(withTerm, Catalog.Purpose::id, item);
        }
        // A purpose that has another term means something else, whatever it is called.
        var withoutTerm = catalog.purposes().values().stream().filter(purpose -> term.isEmpty() || purpose.dpvTerm() == null).toList();
        return named(withoutTerm, Catalog.Purpose::id, Catalog.Purpose::label, item);
    }

    Optional<String> tone(JsonNode term) {
        return named(catalog.tones().values(), Catalog.Tone::id, Catalog.Tone::label, term).stream().findFirst().map(Catalog.Tone::id);
    }

    Optional<String> relationship(JsonNode term) {
        return named(catalog.relationships().values(), Catalog.Relationship::id, Catalog.Relationship::label, term).stream().findFirst().map(Catalog.Relationship::id);
    }

    /** The brand's language of this tag, or else the first one that differs in region or script only. */
    Optional<String> language(String tag) {
        var languages = catalog.brand().languages();
        return languages.stream().filter(tag::equalsIgnoreCase).findFirst().or(() -> languages.stream().filter(language -> primary(language).equals(primary(tag))).findFirst());
    }

    private static String primary(String tag) {
        return tag.split("-")[0].toLowerCase(Locale.ROOT);
    }

    private static <T> List<T> sameIdOrAll(List<T> offered, Function<T, String> id, JsonNode item) {
        var same = offered.stream().filter(it -> id.apply(it).equals(item.path("id").textValue())).toList();
        return same.isEmpty() ? offered : same;
    }

    private static <T> List<T> named(Collection<T> offered, Function<T, String> id, Function<T, Map<String, String>> label, JsonNode item) {
        var same = offered.stream().filter(it -> id.apply(it).equals(item.path("id").textValue())).toList();
        return same.isEmpty() ? offered.stream().filter(it -> calledAlike(label.apply(it), item.path("label"))).toList() : same;
    }

    /** Whether two labels are the same in a language that both have. */
    private static boolean calledAlike(Map<String, String> label, JsonNode other) {
        return label.entrySet().stream().anyMatch(text -> text.getValue().equalsIgnoreCase(other.path(text.getKey()).asText()));
    }
}
