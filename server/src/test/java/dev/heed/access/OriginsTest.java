package dev.heed.access;

import static dev.heed.contract.Requests.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Only pages of the origins that a brand lists may call, letter for letter. */
class OriginsTest {
    private static final String SHOP = "https://shop.example";
    private static final String WITH_PORT = "http://app.shop.example:8443";
    private static final List<String> HOSTILE = List.of("null", "*", "https://evil.example", "https://shop.example.evil.example", "https://evilshop.example", "https://shop-example",
        "https://shopXexample", "https://Shop.example", "HTTPS://shop.example", "https://SHOP.EXAMPLE", "http://shop.example", "ws://shop.example", "file://shop.example", "https://shop.example:443",
        "https://shop.example:8443", "https://shop.example/", "https://shop.example/path", "https://shop.example.", "https://sub.shop.example", "https://user@shop.example", "https://shop.example@evil.example",
        "https://shop.example:443@evil.example", "https://evil.example/https://shop.example", "https://evil.example?https://shop.example", "https://evil.example#https://shop.example",
        "https://shop.example,https://evil.example", "https://evil.example https://shop.example", "https://shop.example https://evil.example", "https://shop.exampl", "https://hop.example", "//shop.example", "shop.example",
        "https://shop%2Eexample", "https://xn--shp-1na.example", "http://app.shop.example", "http://app.shop.example:8444", "http://app.shop.example:84430", "http://127.0.0.1", "http://localhost", "https://[::1]", "chrome-extension://shop.example");

    private static Given given;
    private static Requests requests;

    @BeforeAll
    static void start() {
        given = Given.server();
        requests = new Requests(given);
        list(Role.ADMIN, Given.SHOP, SHOP, WITH_PORT);
        given.brand("rival");
        list(Role.ADMIN, "rival", "https://rival.example");
    }

    private static void list(Role role, String brand, String... origins) {
        var client = given.client(given.key(brand, role));
        client.catalog().publish(client.catalog().read().value().edit(catalog -> {
            var allowed = catalog.withObject("/brand").putArray("allowedOrigins");
            List.of(origins).forEach(allowed::add);
        }));
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Answer ask(String origin) {
        return requests.ask("preferences_read", Role.APP).with("Origin", origin).send();
    }

    @Test
    void aListedOriginIsNamedInTheAnswer() {
        for (var origin : List.of(SHOP, WITH_PORT)) {
            var answer = ask(origin);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo(origin);
            assertThat(answer.fields().values("Vary")).contains("Origin");
            assertThat(answer.field("Access-Control-Allow-Credentials")).isNull();
            assertThat(answer.field("Access-Control-Expose-Headers").split(", ")).contains("ETag", "Link", "Retry-After", "Request-Id", "RateLimit", "RateLimit-Policy");
        }
    }

    @Test
    void anErrorCanBeReadByAListedPageToo() {
        var refused = requests.ask("keys_list", Role.APP).with("Origin", SHOP).send();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.field("Access-Control-Allow-Origin")).isEqualTo(SHOP);
    }

    @Test
    void aListedPageCanReadThatItsCredentialIsNoLongerTakenAndNoOtherPageCan() {
        var over = requests.ask("preferences_read", Role.APP).as("over").with("Origin", SHOP).send();
        assertThat(over.status()).isEqualTo(401);
        assertThat(over.field("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        var stranger = requests.ask("preferences_read", Role.APP).as("over").with("Origin", "https://stranger.example").send();
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.fields().names()).noneMatch(name -> name.startsWith("Access-Control-"));
    }

    @Test
    void noOtherOriginIsLetInHoweverAlikeItLooks() {
        assertThat(HOSTILE).hasSizeGreaterThan(35).doesNotHaveDuplicates();
        for (var origin : HOSTILE) {
            var answer = ask(origin);
            assertThat(answer.status()).as(origin).isEqualTo(403);
            assertThat(answer.fields().names()).as(origin).noneMatch(name -> name.startsWith("Access-Control-"));
            var preflight = requests.ask("OPTIONS", "/v1/customers/c-1/preferences").with("Origin", origin).with("Access-Control-Request-Method", "PATCH").send();
            assertThat(preflight.fields().names()).as(origin).noneMatch(name -> name.startsWith("Access-Control-"));
        }
    }

    @Test
    void anUnlistedPageChangesNothingEvenWithAGoodCredential() {
        var preferences = given.client(Role.APP).customers().get("c-1").preferences();
        long before = preferences.read().value().getVersion();
        var answer = requests.ask("PATCH", "/v1/customers/c-1/preferences").body("application/merge-patch+json", "{\"chosen\":{\"stopped\":true}}")
            .as(given.key(Role.APP)).with("Origin", "https://evil.example").send();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(preferences.read().value().getVersion()).isEqualTo(before);
    }

    @Test
    void anotherBrandsOriginIsAStrangersOrigin() {
        assertThat(ask("https://rival.example").status()).isEqualTo(403);
        assertThat(requests.ask("preferences_read", Role.APP).as(given.key("rival", Role.APP)).with("Origin", "https://rival.example").send().status()).isEqualTo(200);
        assertThat(requests.ask("preferences_read", Role.APP).as(given.key("rival", Role.APP)).with("Origin", SHOP).send().status()).isEqualTo(403);
    }

    @Test
    void aPreflightOfAListedPageIsToldWhatItMaySend() {
        CONTRACT.operations().values().stream().filter(operation -> operation.path().startsWith("/v1/")).forEach(operation -> {
            var answer = requests.ask("OPTIONS", requests.sample(operation).path()).with("Origin", SHOP).with("Access-Control-Request-Method", operation.method())
                .with("Access-Control-Request-Headers", "authorization,content-type,if-match,idempotency-key").send();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo(SHOP);
            assertThat(answer.field("Access-Control-Allow-Methods").split(", ")).contains(operation.method());
            assertThat(answer.field("Access-Control-Allow-Headers").toLowerCase(java.util.Locale.ROOT).split(", "))
                .contains("authorization", "content-type", "if-match", "if-none-match", "idempotency-key");
            assertThat(answer.fields().values("Vary")).contains("Origin");
            assertThat(answer.field("Access-Control-Allow-Credentials")).isNull();
            assertThat(answer.body()).isEmpty();
        });
    }

    @Test
    void withoutAnOriginNothingIsSaidAboutOrigins() {
        assertThat(requests.ask("preferences_read", Role.APP).send().fields().names()).noneMatch(name -> name.startsWith("Access-Control-"));
        assertThat(requests.ask("OPTIONS", "/v1/catalog").send().fields().names()).noneMatch(name -> name.startsWith("Access-Control-"));
    }

    @Test
    void anOriginIsLetInAndOutWithTheCatalogThatListsIt() {
        given.brand("third");
        var asking = requests.ask("GET", "/v1/catalog/versions").as(given.key("third", Role.ADMIN)).with("Origin", "https://new.example");
        assertThat(asking.send().status()).isEqualTo(403);
        list(Role.ADMIN, "third", "https://new.example");
        assertThat(asking.send().status()).isEqualTo(200);
        list(Role.ADMIN, "third");
        assertThat(asking.send().status()).isEqualTo(403);
    }
}
