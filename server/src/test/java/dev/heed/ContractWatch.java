package dev.heed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.http.Contract;
import dev.heed.http.Contract.Operation;
import dev.heed.http.Form;
import dev.heed.store.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Holds every answer that passes a test's client against openapi.yaml, and remembers which answers were seen. */
public final class ContractWatch implements Interceptor {
    /** {@code operation status}, for every answer that any test of this run has seen. */
    public static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private static final Contract CONTRACT = Contract.load();
    private static final long MOST_BYTES = 32 << 20;

    @Override
    public Response intercept(Chain chain) throws IOException {
        var response = chain.proceed(chain.request());
        check(chain.request(), response);
        return response;
    }

    private static void check(Request request, Response response) throws IOException {
        var operation = operation(request);
        if (operation == null) {
            return;
        }
        var status = Integer.toString(response.code());
        SEEN.add(operation.id() + " " + status);
        var what = operation.id() + " answered " + status;
        var known = operation.answers().containsKey(status) ? operation.answers().get(status) : operation.answers().get("default");
        boolean expected = operation.answers().containsKey(status) || Set.of("405", "406", "413", "500", "503").contains(status);
        if (!expected) {
            throw new AssertionError(what + ", which the contract does not know");
        }
        if (response.header("Request-Id") == null) {
            throw new AssertionError(what + " without a Request-Id");
        }
        if (request.method().equals("HEAD") || response.code() == 204 || response.code() == 304) {
            return;
        }
        var type = response.header("Content-Type", "").split(";")[0];
        var schema = known.get(type);
        if (schema == null) {
            throw new AssertionError(what + " with " + type + ", where the contract has " + known.keySet());
        }
        if (type.endsWith("json") && !type.equals("application/x-ndjson")) {
            JsonNode body = Json.read(unzipped(response));
            var faults = schema.faults(body, "");
            if (!faults.isEmpty()) {
                throw new AssertionError(what + " with a body that does not match: " + faults);
            }
        } else if (type.equals("application/x-ndjson")) {
            eachLine(operation.id(), what, response.peekBody(MOST_BYTES).string());
        } else if (!type.equals("application/octet-stream") && !schema.faults(TextNode.valueOf("text"), "").isEmpty()) {
            throw new AssertionError(what + " with a text that is none");
        }
    }

    /** OkHttp leaves zipped what was asked for so by hand. */
    private static byte[] unzipped(Response response) throws IOException {
        var body = response.peekBody(MOST_BYTES).bytes();
        return "gzip".equals(response.header("Content-Encoding")) ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
    }

    private static void eachLine(String operation, String what, String text) {
        text.lines().filter(line -> !line.startsWith("{\"checkpoint\"") && !operation.equals("audiences_count")).forEach(line -> {
            var faults = lineOf(operation, line).faults(Json.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)), "");
            if (!faults.isEmpty()) {
                throw new AssertionError(what + " with a line that does not match: " + faults);
            }
        });
    }

    /** What a line of a stream is, of what single questions answer. */
    private static Form lineOf(String operation, String line) {
        if (operation.equals("decisions_stream")) {
            var single = CONTRACT.operation("decisions_make").answers();
            return line.startsWith("{\"type\"") ? single.get("400").get("application/problem+json") : single.get("200").get("application/json");
        }
        return CONTRACT.operation("consent_log_read").answers().get("200").get("application/json");
    }

    private static Operation operation(Request request) {
        var method = request.method().equals("HEAD") ? "GET" : request.method();
        return CONTRACT.operations().values().stream()
            .filter(operation -> operation.method().equals(method) && pattern(operation.path()).matcher(request.url().encodedPath()).matches())
            .findFirst().orElse(null);
    }

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private static Pattern pattern(String path) {
        return PATTERNS.computeIfAbsent(path, template -> Pattern.compile(template.replace("{tile}", ".+").replaceAll("\\{[a-zA-Z]+}", "[^/]+").replace(".yaml", "\\.yaml")));
    }
}
