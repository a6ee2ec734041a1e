package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What is answered: a status, some fields, and a body that is either there already or written as a stream; or all of it comes later.
 *
 * @param type the media type of the body; empty when there is none
 * @param due completed when it is known what is answered, which is then made on another thread
 */
record Reply(int status, String type, Map<String, String> fields, byte[] body, Stream stream, CompletableFuture<Supplier<Reply>> due) {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    private static final byte[] NOTHING = {};
    private static final Stream WHOLE = null;
    private static final CompletableFuture<Supplier<Reply>> NOW = null;

    /** Writes a body that is too long to hold. */
    interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    static Reply json(int status, JsonNode body) {
        return bytes(status, JSON, Json.bytes(body));
    }

    static Reply bytes(int status, String type, byte[] body) {
        return new Reply(status, type, Map.of(), body, WHOLE, NOW);
    }

    static Reply text(String type, String body) {
        return bytes(200, type, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply nothing(int status) {
        return new Reply(status, "", Map.of(), NOTHING, WHOLE, NOW);
    }

    static Reply stream(String type, Stream stream) {
        return new Reply(200, type, Map.of(), NOTHING, stream, NOW);
    }

    /** What is answered once something is on disk; until then no thread waits. */
    static Reply later(CompletableFuture<Supplier<Reply>> due) {
        return new Reply(0, "", Map.of(), NOTHING, WHOLE, due);
    }

    /** The same with one more field. */
    Reply with(String field, String value) {
        var more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Reply(status, type, more, body, stream, due);
    }

    /** The same, with the language in which it speaks to the customer. */
    Reply in(String language) {
        return with("Content-Language", language).with("Vary", "Accept-Language");
    }

    boolean streams() {
        return stream != WHOLE;
    }

    boolean comesLater() {
        return due != NOW;
    }
}
