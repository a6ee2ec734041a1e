package dev.heed.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import okhttp3.Headers;

/** What came back. */
public record Answer(int status, Headers fields, byte[] body) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Json.read(body);
    }

    public String field(String name) {
        return fields.get(name);
    }

    /** The kind of a problem document. */
    public String kind() {
        return json().get("type").textValue().replace("/problems/", "");
    }

    /** Where a problem document finds fault. */
    public List<String> pointers() {
        return StreamSupport.stream(json().path("errors").spliterator(), false).map(fault -> fault.get("pointer").textValue()).toList();
    }

    /** Everything that a caller could tell it by, but for what differs from request to request: id, time, what is left of the rate limit. */
    public String traits() {
        var seen = new TreeMap<String, List<String>>(fields.toMultimap());
        List.of("request-id", "date", "ratelimit").forEach(seen::remove);
        var text = text();
        if (fields.get("Content-Type") != null && fields.get("Content-Type").startsWith("application/problem+json")) {
            text = ((ObjectNode) json()).without(List.of("instance")).toString();
        }
        return status + "\n" + seen + "\n" + text;
    }
}
