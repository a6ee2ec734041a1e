package dev.heed.sdk.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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

    /** @throws VerificationException UNREADABLE when it is anything but an object */
    static JsonNode object(byte[] utf8) {
        JsonNode node = read(utf8);
        if (!node.isObject()) {
            throw new VerificationException(Failure.UNREADABLE, "not a JSON object");
        }
        return node;
    }
}
