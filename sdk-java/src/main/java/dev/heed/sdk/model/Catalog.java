package dev.heed.sdk.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What the brand offers: one version of the whole document.
 *
 * <p>It holds the JSON document itself, so that members and enum values that are newer than this SDK survive being read, edited and
 * published again; {@code brand()}, {@code topics()} and the like are typed views for reading. Immutable.
 */
public final class Catalog {
    private final ObjectNode document;

    private Catalog(ObjectNode document) {
        this.document = document;
    }

    /**
     * The catalog that this JSON object is.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Catalog of(JsonNode document) {
        return new Catalog(Json.object(document));
    }

    /**
     * The catalog that this text is.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    public static Catalog parse(String document) {
        return new Catalog(Json.object(document));
    }

    /** A copy of the document. */
    @JsonValue
    public ObjectNode json() {
        return document.deepCopy();
    }

    /** This catalog with something changed; what the edit does not touch stays as it was. */
    public Catalog edit(Consumer<ObjectNode> edit) {
        ObjectNode copy = json();
        edit.accept(copy);
        return new Catalog(copy);
    }

    /** Which version, once published. */
    public OptionalLong version() {
        JsonNode version = document.path("version");
        return version.canConvertToLong() ? OptionalLong.of(version.longValue()) : OptionalLong.empty();
    }

    /** When it was published, if it was. */
    public Optional<Instant> publishedAt() {
        return view("publishedAt", Instant.class);
    }

    /** Who the customer deals with. */
    public Brand brand() {
        return view("brand", Brand.class).orElseGet(Brand::new);
    }

    /** Ways to reach a customer. */
    public List<Channel> channels() {
        return views("channels", Channel.class);
    }

    /** What there is to hear about. */
    public List<Topic> topics() {
        return views("topics", Topic.class);
    }

    /** Uses of data. */
    public List<Purpose> purposes() {
        return views("purposes", Purpose.class);
    }

    /** Ways of speaking; the first is the default. */
    public List<Tone> tones() {
        return views("tones", Tone.class);
    }

    /** How close a customer can choose to be. */
    public List<Relationship> relationships() {
        return views("relationships", Relationship.class);
    }

    /** Every notice in use, one entry a version. */
    public List<Notice> notices() {
        return views("notices", Notice.class);
    }

    /** The brand's own rules for itself. */
    public Optional<Policy> policy() {
        return view("policy", Policy.class);
    }

    private <T> Optional<T> view(String member, Class<T> type) {
        JsonNode node = document.path(member);
        return node.isMissingNode() || node.isNull()
                ? Optional.empty()
                : Optional.of(Json.mapper().convertValue(node, type));
    }

    private <T> List<T> views(String member, Class<T> type) {
        List<T> views = new ArrayList<>();
        for (JsonNode node : document.path(member)) {
            views.add(Json.mapper().convertValue(node, type));
        }
        return Collections.unmodifiableList(views);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Catalog && document.equals(((Catalog) other).document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    @Override
    public String toString() {
        return "Catalog" + (version().isPresent() ? " version " + version().getAsLong() : "");
    }
}
