package dev.heed.sdk.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.openapitools.jackson.nullable.JsonNullableModule;

/** How Heed's JSON is read and written: lenient about what is new, exact about numbers, times in milliseconds. */
public final class Json {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A catalog that is read and published again keeps its numbers digit for digit.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .defaultPropertyInclusion(JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addModule(new JsonNullableModule())
            .addModule(new SimpleModule("heed")
                    .addSerializer(new InstantWriter())
                    .addDeserializer(Instant.class, new InstantReader())
                    .addSerializer(LocalDate.class, ToStringSerializer.instance)
                    .addDeserializer(LocalDate.class, new DayReader()))
            .build();

    private Json() {}

    /** The one mapper. It is configured once and must not be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** A moment as it stands on the wire: RFC 3339 in UTC with milliseconds. */
    public static String text(Instant moment) {
        return MILLISECONDS.format(moment);
    }

    /**
     * Reads a JSON object without duplicate members or trailing text.
     *
     * @throws IllegalArgumentException when it is not one; the message does not repeat the text
     */
    public static ObjectNode object(String text) {
        JsonNode node;
        try {
            node = MAPPER.reader()
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON");
        }
        return object(node);
    }

    /**
     * A copy of a JSON object, so that nobody else can change it.
     *
     * @throws IllegalArgumentException when it is not an object
     */
    public static ObjectNode object(JsonNode node) {
        if (node == null || !node.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        return ((ObjectNode) node).deepCopy();
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider context) throws IOException {
            out.writeString(text(value));
        }
    }

    private static final class DayReader extends StdDeserializer<LocalDate> {
        DayReader() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return LocalDate.parse(in.getText());
            } catch (DateTimeParseException e) {
                return (LocalDate) context.handleWeirdStringValue(LocalDate.class, in.getText(), "not RFC 3339");
            }
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {
        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return OffsetDateTime.parse(in.getText()).toInstant();
            } catch (DateTimeParseException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, in.getText(), "not RFC 3339");
            }
        }
    }
}
