package dev.heed.sdk.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads JSON that leaves nothing to interpretation: UTF-8, no name twice in an object, nothing after the end. */
final class StrictJson {
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private StrictJson() {}

    /** @throws VerificationException UNREADABLE */
    static JsonNode read(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            JsonNode node = READER.readValue(text);
            if (node != null && !(node instanceof MissingNode)) {
                return node;
            }
        } catch (CharacterCodingException | JsonProcessingException e) {
            // Answered below, without the message, which may repeat what stands there.
        }
        throw new VerificationException(Failure.UNREADABLE, "not strict JSON");
    }

    /**
     * Reads an object that fills its line, so that no byte of it can be exchanged for another without changing what it says.
     *
     * @throws VerificationException UNREADABLE when something stands around it, or a character is escaped otherwise than in RFC 8785 section 3.2.2.2
     */
    static ObjectNode line(byte[] utf8) {
        if (utf8.length < 2 || utf8[0] != '{' || utf8[utf8.length - 1] != '}' || !escapesAreCanonical(utf8)) {
            throw new VerificationException(Failure.UNREADABLE, "not a line of canonical JSON");
        }
        return object(utf8);
    }

    /** Hexadecimal digits have two cases, of which the canonical form has one. */
    private static boolean escapesAreCanonical(byte[] utf8) {
        for (int i = 0; i < utf8.length - 1; i++) {
            if (utf8[i] == '\\' && utf8[++i] == 'u' && !isControl(utf8, i + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(byte[] utf8, int at) {
        return at + 4 <= utf8.length && utf8[at] == '0' && utf8[at + 1] == '0' && (utf8[at + 2] == '0' || utf8[at + 2] == '1')
                && (utf8[at + 3] >= '0' && utf8[at + 3] <= '9' || utf8[at + 3] >= 'a' && utf8[at + 3] <= 'f');
    }

    /** @throws VerificationException UNREADABLE when it is anything but an object */
    static ObjectNode object(byte[] utf8) {
        JsonNode node = read(utf8);
        if (!node.isObject()) {
            throw new VerificationException(Failure.UNREADABLE, "not a JSON object");
        }
        return (ObjectNode) node;
    }
}
