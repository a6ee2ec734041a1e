package dev.heed.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.model.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A page of a brand, on an origin of its own and under a strict policy, that embeds the preference center; and the brand's backend, which mints tokens for whoever is signed in. */
final class BrandPage implements AutoCloseable {
    private static final String PAGE = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Fernweg Outdoor: your account</title>
        <link rel="icon" href="data:,">
        %s
        <script type="module" src="%s/heed.js"></script>
        <script type="module" src="/page.js"></script>
        <body><main><h1>Your account</h1><preference-center></preference-center></main></body>
        </html>
        """;
    private static final String SCRIPT = """
        const element = document.querySelector('preference-center');
        for (const [name, value] of new URLSearchParams(location.search)) element.setAttribute(name, value);
        window.events = [];
        for (const name of ['load', 'change', 'saved', 'error', 'expired']) element.addEventListener(`heed-${name}`, event => events.push({name, detail: event.detail}));
        window.asked = 0;
        element.token = async () => {
          window.asked++;
          const answer = await fetch('/token', {method: 'POST'});
          if (!answer.ok) throw new Error('signed out');
          return answer.text();
        };
        """;
    private static final String HOSTILE = """
        * { color: lime !important; background: fuchsia !important; display: inline !important; font: 40px cursive !important; text-transform: uppercase !important; letter-spacing: 9px !important;
            visibility: hidden; opacity: .3; transform: rotate(3deg); position: absolute; pointer-events: none; direction: rtl; line-height: 3; word-spacing: 2em; text-align: right; cursor: wait }
        html, body, main { display: block !important; visibility: visible; opacity: 1; transform: none; position: static; pointer-events: auto }
        preference-center { opacity: .2; visibility: hidden; transform: scale(.5); pointer-events: none; filter: blur(3px); width: 3px; overflow: hidden; position: fixed }
        button, input, label, details, summary, p { outline: 5px solid red !important; width: 3px !important }
        """;

    private final HttpServer server;
    private final Given given;
    private volatile String customer = "";
    private volatile String credential = "";
    private int minted;

    BrandPage(Given given) {
        this.given = given;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> answer(exchange, "text/html; charset=utf-8", PAGE.formatted("", given.url())));
        server.createContext("/hostile", exchange -> answer(exchange, "text/html; charset=utf-8", PAGE.formatted("<link rel=\"stylesheet\" href=\"/hostile.css\">", given.url())));
        server.createContext("/page.js", exchange -> answer(exchange, "text/javascript; charset=utf-8", SCRIPT));
        server.createContext("/hostile.css", exchange -> answer(exchange, "text/css; charset=utf-8", HOSTILE));
        server.createContext("/token", this::token);
        server.start();
        var catalog = given.client(Role.ADMIN).catalog();
        catalog.publish(Catalog.of(Given.catalog()).edit(document -> document.withObject("/brand").putArray("allowedOrigins").add(url())));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on this customer is signed in. */
    BrandPage signedIn(String customer) {
        this.customer = customer;
        this.credential = "";
        return this;
    }

    /** From now on nobody is signed in, but the page holds this credential; none when it is empty. */
    BrandPage holding(String credential) {
        this.customer = "";
        this.credential = credential;
        return this;
    }

    private void token(HttpExchange exchange) throws IOException {
        if (!customer.isEmpty()) {
            // Of another validity each, so that two tokens of the same second are not the same.
            answer(exchange, "text/plain", given.client(Role.APP).customers().get(customer).mintToken(java.time.Duration.ofSeconds(900 - minted++)).getToken());
        } else if (!credential.isEmpty()) {
            answer(exchange, "text/plain", credential);
        } else {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange, String type, String body) throws IOException {
        var heed = given.url();
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; script-src 'self' " + heed + "; connect-src 'self' " + heed
            + "; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
