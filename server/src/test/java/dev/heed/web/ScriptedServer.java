package dev.heed.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.heed.store.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plays the server's part in a case of the suite for every SDK, on the page's own origin, and notes whatever it was not to be asked. */
final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final Path sources;
    private final List<String> wrong = new ArrayList<>();
    private JsonNode given;
    private int next;
    private int refused;
    private String idempotencyKey;

    ScriptedServer(Path sources) throws IOException {
        this.sources = sources;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::page);
        server.createContext("/v1/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void plays(JsonNode given) {
        this.given = given;
        next = 0;
        refused = 0;
        idempotencyKey = null;
        wrong.clear();
    }

    synchronized void wasAskedWhatWasExpected() {
        assertThat(wrong).isEmpty();
        assertThat(next).as("requests").isEqualTo(given.get("exchanges").size());
    }

    private void page(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        boolean script = path.matches("/[a-z]+\\.js");
        send(exchange, 200, script ? "text/javascript" : "text/html", script ? Files.readAllBytes(sources.resolve(path.substring(1))) : "<!doctype html><title>Cases</title>".getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        var expected = given.get("exchanges").path(next++);
        hold(exchange, expected);
        var answer = expected.path("answer");
        refused += answer.path("status").intValue() == 401 ? 1 : 0;
        exchange.getResponseHeaders().set("Connection", "close");    // on a connection that was used before, a browser tries again by itself
        if (expected.path("drop").isTextual()) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{\"version\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        } else if (!expected.has("drop") && answer.has("status")) {
            int status = answer.get("status").intValue();
            answer.path("headers").fields().forEachRemaining(field -> exchange.getResponseHeaders().set(field.getKey(), field.getValue().textValue()));
            send(exchange, status, status < 300 ? "application/json" : "application/problem+json", answer.has("text") ? answer.get("text").textValue().getBytes(StandardCharsets.UTF_8)
                : answer.has("body") ? Json.bytes(answer.get("body")) : new byte[0]);
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of(type));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void hold(HttpExchange exchange, JsonNode expected) throws IOException {
        var fields = exchange.getRequestHeaders();
        var uri = exchange.getRequestURI();
        var asked = exchange.getRequestMethod() + " " + uri.getRawPath();
        var path = expected.path("path").asText().split("\\?", 2);
        check(asked, asked.equals(expected.path("method").asText() + " " + path[0]));
        check("query " + uri.getRawQuery(), members(uri.getRawQuery()).equals(members(path.length > 1 ? path[1] : null)));
        expected.path("headers").fields().forEachRemaining(field -> check(field.getKey() + " " + fields.getFirst(field.getKey()), field.getValue().asText().equals(fields.getFirst(field.getKey()))));
        expected.path("absent").forEach(field -> check("there is " + field, !fields.containsKey(field.textValue())));
        var tokens = given.has("tokens") ? given.get("tokens") : Json.object().putArray("tokens").add("token");
        check("another token", ("Bearer " + tokens.get(Math.min(refused, tokens.size() - 1)).textValue()).equals(fields.getFirst("Authorization")));
        var body = exchange.getRequestBody().readAllBytes();
        check("body " + new String(body, StandardCharsets.UTF_8), expected.has("body") ? body.length > 0 && Json.read(body).equals(expected.get("body")) : body.length == 0);
        var key = fields.getFirst("Idempotency-Key");
        check("key " + key, exchange.getRequestMethod().equals("GET") ? key == null : key != null && key.matches("\"[^\"]+\"") && (idempotencyKey == null || idempotencyKey.equals(key)));
        idempotencyKey = key;
    }

    private static Set<String> members(String query) {
        return query == null ? Set.of() : Set.of(query.split("&"));
    }

    private void check(String what, boolean indeed) {
        if (!indeed) {
            wrong.add("request " + next + ": " + what);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
