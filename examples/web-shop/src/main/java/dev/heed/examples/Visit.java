package dev.heed.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sdk.HeedClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Plays a visit to the web shop against a running server: who signs in gets a token, and with it the page reads and changes that customer's preferences, and
 * nobody else's.
 *
 * <p>Ends with an exception, and so with exit code 1, when anything is not as the story tells it.
 */
public final class Visit {
    private final String heed;
    private final String origin;

    private Visit(String heed, String origin) {
        this.heed = heed;
        this.origin = origin;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var heed = setting("HEED_URL");
        var keys = new ObjectMapper().readTree(Path.of(setting("HEED_KEYS")).toFile());
        try (var shop = WebShop.open(0, heed, keys.required("app").textValue())) {
            System.out.printf("%nThe shop opens (%s)%n", shop.origin());
            var visit = new Visit(heed, shop.origin());
            visit.theOperatorListsTheOrigin(keys.required("admin").textValue());
            visit.nobodyIsSignedIn();
            visit.adaComesAndGoes();
        }
    }

    private void theOperatorListsTheOrigin(String key) throws IOException, InterruptedException {
        var stranger = new Browser(origin, heed);
        holds("pages of the shop may not call Heed yet", !stranger.mayCall("PATCH", "/v1/customers/~/preferences", origin));
        try (var operator = HeedClient.builder().baseUrl(heed).credential(key).build()) {
            operator.catalog().publish(operator.catalog().read().value().edit(catalog -> catalog.withObject("/brand").withArray("/allowedOrigins").add(origin)));
        }
        holds("now they may: the catalog lists the origin", stranger.mayCall("PATCH", "/v1/customers/~/preferences", origin));
        holds("and those of another origin may not", !stranger.mayCall("PATCH", "/v1/customers/~/preferences", "https://evil.example"));
    }

    private void nobodyIsSignedIn() throws IOException, InterruptedException {
        System.out.printf("%nNobody is signed in%n");
        var stranger = new Browser(origin, heed);
        holds("the page asks who it is", stranger.shop("GET", "/", "").body().contains("<h1>Sign in</h1>"));
        holds("and there is no token", stranger.shop("POST", "/heed-token", "").statusCode() == 401);
        holds("nor for a customer that the request names", stranger.shop("POST", "/heed-token", "customer=c-42").statusCode() == 401);
    }

    private void adaComesAndGoes() throws IOException, InterruptedException {
        System.out.printf("%nAda signs in%n");
        var ada = new Browser(origin, heed);
        var cookie = ada.shop("POST", "/sign-in", "customer=c-42").headers().firstValue("Set-Cookie").orElse("");
        holds("her session is a cookie that no script can read and no other site can use", cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
        var page = ada.shop("GET", "/", "");
        holds("her page holds the element", page.body().contains("<preference-center server=\"" + heed + "\">"));
        var policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        holds("and runs scripts of the shop and of Heed alone", policy.contains("script-src 'self' " + heed + ";") && !policy.contains("unsafe"));
        holds("no key is in anything that the browser is given", !(page.body() + ada.get(origin + "/shop.js").body()).contains("heed_"));
        changes(ada, Browser.json(ada.shop("POST", "/heed-token", "")).required("token").textValue());
        ada.shop("POST", "/sign-out", "");
        holds("signed out, she gets no token any more", ada.shop("POST", "/heed-token", "").statusCode() == 401);
    }

    private void changes(Browser ada, String token) throws IOException, InterruptedException {
        System.out.println("  The page reads her preferences with the token, and she asks for one message a week at most.");
        var read = ada.heed("GET", "/v1/customers/~/preferences", token, origin, "");
        holds("the browser may read the answer", read.headers().firstValue("Access-Control-Allow-Origin").equals(Optional.of(origin)));
        var before = Browser.json(read);
        var patch = "{\"chosen\": {\"frequency\": {\"max\": 1, \"per\": \"week\"}}, \"circumstances\": {\"surface\": \"widget\", \"language\": \"en\"}}";
        var after = Browser.json(ada.heed("PATCH", "/v1/customers/~/preferences", token, origin, patch));
        holds("version " + after.required("version") + " holds: " + frequency(after) + ", as the customer chose",
            after.required("version").longValue() > before.required("version").longValue() && frequency(after).equals("at most 1 a week"));
        holds("the token opens nobody else's", ada.heed("GET", "/v1/customers/c-77/preferences", token, origin, "").statusCode() == 404);
        holds("nor anything for a page of another origin", ada.heed("GET", "/v1/customers/~/preferences", token, "https://evil.example", "").statusCode() == 403);
    }

    private static String frequency(JsonNode preferences) {
        var value = preferences.at("/effective/frequency/value");
        return "at most " + value.path("max") + " a " + value.path("per").asText();
    }

    private static void holds(String what, boolean indeed) {
        if (!indeed) {
            throw new IllegalStateException("this does not hold: " + what);
        }
        System.out.println("    -> " + what);
    }

    private static String setting(String name) {
        var value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing: HEED_URL is the server's, HEED_KEYS the path of its demo-keys.json");
        }
        return value;
    }
}
