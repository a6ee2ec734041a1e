package dev.heed.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonGeneratorImpl;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads JSON strictly and writes it canonically, in the one way the whole server does. */
public final class Json {
    /** The deepest nesting a caller may send. */
    public static final int MAX_DEPTH = 32;

    private static final ObjectMapper MAPPER = strict();
    private static final ObjectReader ONE_VALUE = MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    /** Trees write themselves and ask for features only, which never change; the mapper would make one of these for each value. */
    private static final SerializerProvider FEATURES = MAPPER.getSerializerProviderInstance();

    /** For what we ourselves wrote: in UTF-8, each name once. */
    private static final JsonFactory STORED = JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private static final SerializedString NOTHING = new SerializedString("");

    private Json() {}

    private static ObjectMapper strict() {
        var mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Otherwise an emoji would leave as two escapes: valid JSON, but not canonical.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
        mapper.getFactory().setStreamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH).maxNumberLength(40).maxDocumentLength(16L << 20).build());
        mapper.getFactory().setCharacterEscapes(new CanonicalEscapes());
        return mapper;
    }

    /** The mapper that every reader and writer shares. Never reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** A new, empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Reads what a caller sent.
     *
     * @throws Problem malformed_json when it is not one strict JSON value in well-formed UTF-8
     */
    public static JsonNode read(byte[] bytes) {
        try {
            boolean plain = isPlain(bytes);
            // Decoded first: the parser would guess UTF-16 and let encoded surrogates pass.
            var node = plain ? MAPPER.readTree(bytes) : MAPPER.readTree(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            if (node == null || node.isMissingNode()) {
                throw Problem.of(Kind.MALFORMED_JSON, "", "the body is empty");
            }
            if (!plain) {
                refuseLoneSurrogates(node);
            }
            return whole(node);
        } catch (CharacterCodingException notUtf8) {
            throw Problem.of(Kind.MALFORMED_JSON, "", "the body is not well-formed UTF-8");
        } catch (JsonProcessingException malformed) {
            throw Problem.of(Kind.MALFORMED_JSON, "", where(malformed));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether all is ASCII without NUL, which no parser takes for UTF-16, and without escapes, of which surrogates could come. */
    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b <= 0 || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Reads what we ourselves stored. */
    public static ObjectNode stored(byte[] bytes) {
        try {
            return (ObjectNode) MAPPER.readTree(bytes);
        } catch (JsonProcessingException corrupt) {
            // Without its cause, whose words quote what is stored.
            throw new IllegalStateException("a stored document is " + where(corrupt));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes one member of an object: its name, and a reader that stands at its value. */
    public interface Member {
        void take(String name, JsonParser value) throws IOException;
    }

    /** Reads an object that we ourselves stored, member by member, without making a tree of it. */
    public static void eachMember(byte[] stored, Member member) {
        try (var json = STORED.createParser(stored)) {
            json.nextToken();
            for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                member.take(name, json);
            }
        } catch (JsonProcessingException corrupt) {
            throw new IllegalStateException("a stored document is " + where(corrupt));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The value at which a reader stands. */
    public static JsonNode value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_STRING -> TextNode.valueOf(json.getText());
            default -> ONE_VALUE.readValue(json);
        };
    }

    /** Writes something with a generator. */
    public interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** The bytes of an object whose members are written one by one, without making a tree of it. */
    public static byte[] bytes(Writing members) {
        return written(json -> {
            json.writeStartObject();
            members.to(json);
            json.writeEndObject();
        });
    }

    /** The bytes of a value, members in the order they were put. */
    public static byte[] bytes(JsonNode node) {
        return written(json -> write(json, node));
    }

    /** The bytes of a document of which the structure is written raw, in pieces that were encoded before, and only values are written by the generator. */
    public static byte[] pieces(Writing whole) {
        return written(json -> {
            ((JsonGeneratorImpl) json).setRootValueSeparator(NOTHING);    // for it, each value is a document of its own
            whole.to(json);
        });
    }

    /** The bytes of one value, without making a tree of it. */
    public static byte[] written(Writing whole) {
        var bytes = new InOnePiece();
        try (var json = MAPPER.getFactory().createGenerator(bytes)) {
            whole.to(json);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A generator gathers 8,000 bytes before it writes any: most documents come in one piece, exactly as long as they are, and need no copy. */
    private static final class InOnePiece extends ByteArrayOutputStream {
        InOnePiece() {
            super(0);
        }

        @Override
        public synchronized byte[] toByteArray() {
            return count == buf.length ? buf : super.toByteArray();
        }
    }

    /** Writes a value where a generator stands. */
    public static void write(JsonGenerator json, JsonNode value) throws IOException {
        value.serialize(json, FEATURES);
    }

    /**
     * The canonical bytes of a value (RFC 8785). Only whole numbers: the ledger holds no floating point, so that no two readers can
     * disagree about a digit.
     */
    public static byte[] canonical(JsonNode node) {
        return written(json -> writeCanonical(json, node));
    }

    private static void writeCanonical(JsonGenerator json, JsonNode node) throws IOException {
        if (node.isObject()) {
            var names = new String[node.size()];
            var all = node.fieldNames();
            Arrays.setAll(names, i -> all.next());
            Arrays.sort(names);    // by UTF-16 code units, as RFC 8785 section 3.2.3 asks
            json.writeStartObject();
            for (var name : names) {
                json.writeFieldName(name);
                writeCanonical(json, node.get(name));
            }
            json.writeEndObject();
        } else if (node.isArray()) {
            json.writeStartArray();
            for (var item : node) {
                writeCanonical(json, item);
            }
            json.writeEndArray();
        } else if (node.isNumber() && !node.isIntegralNumber()) {
            throw new IllegalArgumentException("no floating point in canonical JSON");
        } else {
            write(json, node);
        }
    }

    private static String where(JsonProcessingException malformed) {
        var at = malformed.getLocation();
        // Jackson's own words quote the input, which may be personal.
        return at == null ? "not strict JSON" : "not strict JSON near line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** A whole number written as 1.0 or 1e0 is that whole number: the ledger holds no floating point. */
    private static JsonNode whole(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(whole(member.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, whole(array.get(i)));
            }
        } else if (node.isFloatingPointNumber() && node.doubleValue() == Math.rint(node.doubleValue()) && Math.abs(node.doubleValue()) <= Integer.MAX_VALUE) {
            return IntNode.valueOf((int) node.doubleValue());
        }
        return node;
    }

    private static void refuseLoneSurrogates(JsonNode node) {
        if (node.isTextual()) {
            refuseLoneSurrogates(node.textValue());
        } else if (node.isContainerNode()) {
            node.properties().forEach(member -> refuseLoneSurrogates(member.getKey()));
            node.forEach(Json::refuseLoneSurrogates);
        }
    }

    private static void refuseLoneSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw Problem.of(Kind.MALFORMED_JSON, "", "a string holds half of a surrogate pair");
            }
        }
    }
}
