package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer. Immutable. */
final class Reply {
    final int status;
    final Map<String, String> fields;
    final String body;

    private Reply(int status, Map<String, String> fields, String body) {
        this.status = status;
        this.fields = fields;
        this.body = body;
    }

    static Reply json(int status, JsonNode json) {
        return new Reply(status, new LinkedHashMap<>(), json.toString()).with("Content-Type", "application/json");
    }

    static Reply nothing(int status) {
        return new Reply(status, new LinkedHashMap<>(), "");
    }

    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
