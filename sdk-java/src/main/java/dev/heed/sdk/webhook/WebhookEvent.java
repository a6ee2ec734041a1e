package dev.heed.sdk.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Something that Heed says has happened. What is newer than this SDK is kept: {@link #type()} and {@link #data()} have it. Immutable. */
public final class WebhookEvent {
    private final String id;
    private final Instant sentAt;
    private final ObjectNode document;

    private WebhookEvent(String id, Instant sentAt, ObjectNode document) {
        this.id = id;
        this.sentAt = sentAt;
        this.document = document;
    }

    /** What happened, as far as this SDK knows. */
    public enum Kind {
        /** {@code preferences.changed}: a customer's preferences have a new version. */
        PREFERENCES_CHANGED,
        /** {@code customer.erased}: a customer was forgotten. */
        CUSTOMER_ERASED,
        /** Something that is newer than this SDK. */
        UNKNOWN;

        private static Kind of(String type) {
            for (Kind kind : values()) {
                if (kind != UNKNOWN && kind.name().toLowerCase(Locale.ROOT).replace('_', '.').equals(type)) {
                    return kind;
                }
            }
            return UNKNOWN;
        }
    }

    static WebhookEvent of(String id, Instant sentAt, byte[] body) {
        ObjectNode document;
        try {
            document = Json.object(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw WebhookException.unreadable("the body is not a JSON object");
        }
        if (!document.path("type").isTextual()) {
            throw WebhookException.unreadable("the body names no type");
        }
        return new WebhookEvent(id, sentAt, document);
    }

    /** Its id, the same however often it is sent. */
    public String id() {
        return id;
    }

    /** When this copy of it was sent. */
    public Instant sentAt() {
        return sentAt;
    }

    /** What happened, such as {@code preferences.changed}. */
    public String type() {
        return document.path("type").textValue();
    }

    /** The same, as far as this SDK knows it. */
    public Kind kind() {
        return Kind.of(type());
    }

    /** When it happened, if it says so. */
    public Optional<Instant> occurredAt() {
        try {
            return Optional.ofNullable(Json.mapper().convertValue(document.get("timestamp"), Instant.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A copy of the particulars. */
    public JsonNode data() {
        return document.path("data").deepCopy();
    }

    /** Whom it is about, if it names somebody. */
    public Optional<String> customerId() {
        return Optional.ofNullable(document.path("data").path("customerId").textValue());
    }

    /** Of changed preferences: their new version. Read those that are newest; events may come late and out of order. */
    public OptionalLong preferencesVersion() {
        return number("version");
    }

    /** Of an erasure: the index of the log's entry that says so. */
    public OptionalLong index() {
        return number("index");
    }

    private OptionalLong number(String member) {
        JsonNode number = document.path("data").path(member);
        return number.canConvertToLong() ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    /** Names what happened and nothing that is personal. */
    @Override
    public String toString() {
        return "WebhookEvent " + kind();
    }
}
