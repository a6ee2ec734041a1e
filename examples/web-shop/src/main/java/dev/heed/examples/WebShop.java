package dev.heed.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.heed.sdk.HeedClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A brand's own web server: it knows who is signed in, serves the page that embeds the preference center, and lends the page a token for that customer alone.
 *
 * <p>The key that mints tokens never leaves this program. Everything else goes between the browser and Heed, without passing here.
 */
public final class WebShop implements AutoCloseable {
    /** Who can sign in. A shop of this world would ask for a password. */
    static final Map<String, String> CUSTOMERS = new LinkedHashMap<>();

    static {
        CUSTOMERS.put("c-42", "Ada");
        CUSTOMERS.put("c-77", "Ben");
        CUSTOMERS.put("c-99", "Cem");
    }

    private static final Duration TOKEN_VALIDITY = Duration.ofMinutes(10);
    private static final int THREADS = 8;
    private static final String HTML = "text/html; charset=utf-8";

    private final String heed;
    private final HeedClient client;
    private final Sessions sessions = new Sessions();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer server;

    private WebShop(int port, String heed, String key) throws IOException {
        this.heed = heed;
        this.client = HeedClient.builder().baseUrl(heed).credential(key).build();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            } catch (RuntimeException failure) {
                System.err.println("web-shop: " + failure);
            }
        });
        server.start();
    }

    /**
     * Opens the shop on this machine.
     *
     * @param port to listen on; 0 for any that is free
     * @param heed where Heed is, as the browser reaches it, without a slash at the end
     * @param key an API key of role {@code app}
     */
    public static WebShop open(int port, String heed, String key) {
        try {
            return new WebShop(port, heed, key);
        } catch (IOException taken) {
            throw new UncheckedIOException("the shop cannot listen on port " + port, taken);
        }
    }

    /** Its origin, which the brand's catalog must list. */
    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
            case "GET /" -> page(exchange);
            case "GET /shop.js" -> send(exchange, 200, "text/javascript; charset=utf-8", file("shop.js"));
            case "GET /shop.css" -> send(exchange, 200, "text/css; charset=utf-8", file("shop.css"));
            case "POST /sign-in" -> signIn(exchange);
            case "POST /sign-out" -> goHome(exchange, sessions.end(cookies(exchange)));
            case "POST /heed-token" -> lendToken(exchange);
            default -> send(exchange, 404, HTML, "There is nothing here.");
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        var customer = sessions.customer(cookies(exchange));
        send(exchange, 200, HTML, customer.isPresent()
            ? file("page.html").replace("{heed}", heed).replace("{name}", CUSTOMERS.get(customer.get()))
            : file("sign-in.html").replace("{customers}", choices()));
    }

    private static String choices() {
        var buttons = new StringBuilder();
        CUSTOMERS.forEach((id, name) -> buttons.append("<button name=\"customer\" value=\"").append(id).append("\">").append(name).append("</button>\n"));
        return buttons.toString();
    }

    private void signIn(HttpExchange exchange) throws IOException {
        var form = new String(exchange.getRequestBody().readNBytes(100), StandardCharsets.UTF_8);
        var customer = form.replaceFirst("^customer=", "");
        if (CUSTOMERS.containsKey(customer)) {
            goHome(exchange, sessions.begin(customer));
        } else {
            send(exchange, 400, HTML, "There is no such customer.");
        }
    }

    private static void goHome(HttpExchange exchange, String cookie) throws IOException {
        exchange.getResponseHeaders().set("Set-Cookie", cookie);
        exchange.getResponseHeaders().set("Location", "/");
        exchange.sendResponseHeaders(303, -1);
    }

    /** A token for whoever is signed in, and for nobody who says so: the customer comes from the session, never from the request. */
    private void lendToken(HttpExchange exchange) throws IOException {
        var customer = sessions.customer(cookies(exchange));
        if (customer.isEmpty()) {
            send(exchange, 401, "application/json", "{\"error\": \"not signed in\"}");
            return;
        }
        var token = client.customers().get(customer.get()).mintToken(TOKEN_VALIDITY).getToken();
        send(exchange, 200, "application/json", new ObjectMapper().createObjectNode().put("token", token).toString());
    }

    private void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var fields = exchange.getResponseHeaders();
        fields.set("Content-Type", type);
        fields.set("Cache-Control", "no-store");
        fields.set("X-Content-Type-Options", "nosniff");
        fields.set("Referrer-Policy", "no-referrer");
        fields.set("Content-Security-Policy", "default-src 'none'; script-src 'self' " + heed + "; connect-src 'self' " + heed
            + "; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String cookies(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Cookie");
    }

    private static String file(String name) {
        try (var in = WebShop.class.getClassLoader().getResourceAsStream("shop/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        client.close();
    }
}
