package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sdk.internal.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as it came in. Immutable. */
public final class FakeRequest {
    private final String method;
    private final String target;
    private final Map<String, String> fields;
    private final String body;

    FakeRequest(String method, String target, Map<String, String> fields, String body) {
        this.method = method;
        this.target = target;
        this.fields = fields;
        this.body = body;
    }

    /** Such as {@code PATCH}. */
    public String method() {
        return method;
    }

    /** The path as it was sent, without the query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The value of a parameter of the query, decoded. */
    public Optional<String> query(String name) {
        int query = target.indexOf('?');
        for (String pair : query < 0 ? new String[0] : target.substring(query + 1).split("&")) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(decoded(pair.substring(name.length() + 1)));
            }
        }
        return Optional.empty();
    }

    /** The value of a header field, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The body as text; empty when there is none. */
    public String body() {
        return body;
    }

    /** The body as JSON. */
    public JsonNode json() {
        return Json.object(body);
    }

    /** Method and path: for messages of failed tests. */
    @Override
    public String toString() {
        return method + " " + target;
    }

    /** The path's parts, decoded. */
    List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (String step : path().substring(1).split("/")) {
            steps.add(decoded(step.replace("+", "%2B")));
        }
        return steps;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(StandardCharsets.UTF_8 + " is everywhere", e);
        }
    }
}
