package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered: a status, some fields, and a body that is either there already or written as a stream.
 *
 * @param type the media type of the body; empty when there is none
 */
record Reply(int status, String type, Map<String, String> fields, byte[] body, Stream stream) {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    private static final byte[] NOTHING = {};
    private static final Stream WHOLE = null;

    /** Writes a body that is too long to hold. */
    interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    static Reply json(int status, JsonNode body) {
        return bytes(status, JSON, Json.bytes(body));
    }

    static Reply bytes(int status, String type, byte[] body) {
        return new Reply(status, type, Map.of(), body, WHOLE);
    }

    static Reply text(String type, String body) {
        return bytes(200, type, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply nothing(int status) {
        return new Reply(status, "", Map.of(), NOTHING, WHOLE);
    }

    static Reply stream(String type, Stream stream) {
        return new Reply(200, type, Map.of(), NOTHING, stream);
    }

    /** The same with one more field. */
    Reply with(String field, String value) {
        var more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Reply(status, type, more, body, stream);
    }

    /** The same, with the language in which it speaks to the customer. */
    Reply in(String language) {
        return with("Content-Language", language).with("Vary", "Accept-Language");
    }

    boolean streams() {
        return stream != WHOLE;
    }
}
