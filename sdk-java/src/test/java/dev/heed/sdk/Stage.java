package dev.heed.sdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers what it was told to, in that order, and remembers what it was asked. */
final class Stage implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final List<Duration> waits = new CopyOnWriteArrayList<>();

    Stage() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::play);
        server.start();
    }

    /** One request as it came in. */
    static final class Asked {
        final String method;
        final String target;
        final Headers headers;
        final String body;

        Asked(HttpExchange exchange) throws IOException {
            this.method = exchange.getRequestMethod();
            this.target = exchange.getRequestURI().toString();
            this.headers = exchange.getRequestHeaders();
            this.body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** One answer. */
    interface Answer {
        void send(HttpExchange exchange) throws IOException;
    }

    Stage then(Answer answer) {
        answers.add(answer);
        return this;
    }

    /** Headers in pairs. */
    Stage then(int status, String body, String... headers) {
        return then(exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    Stage thenHangUp() {
        return then(HttpExchange::close);
    }

    Stage thenBreakOff() {
        return then(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"half\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
    }

    /** A client of this server that notes its waits instead of waiting. */
    HeedClient.Builder builder() {
        return HeedClient.builder().baseUrl(url()).credential("heed_app_secret").sleeper(waits::add);
    }

    HeedClient client() {
        return builder().build();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    private void play(HttpExchange exchange) throws IOException {
        asked.add(new Asked(exchange));
        Answer answer = answers.poll();
        try {
            if (answer != null) {
                answer.send(exchange);
            }
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
