package dev.heed.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A web server of a brand, for tests: a few files under a strict policy, and a token for the one customer who is signed in. */
final class Page implements AutoCloseable {
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final String policy;

    Page(String heed, Supplier<String> token) {
        policy = "default-src 'none'; script-src 'self' " + heed + "; connect-src 'self' " + heed + "; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", exchange -> send(exchange, files.get(exchange.getRequestURI().getPath())));
        server.createContext("/heed-token", exchange -> send(exchange, token.get()));
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Page with(String path, String content) {
        files.put(path, content);
        return this;
    }

    private void send(HttpExchange exchange, String content) throws IOException {
        var path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().set("Content-Type", (path.endsWith(".js") ? "text/javascript" : path.endsWith(".html") ? "text/html" : "text/plain") + "; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", policy);
        var bytes = (content == null ? "" : content).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(content == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
