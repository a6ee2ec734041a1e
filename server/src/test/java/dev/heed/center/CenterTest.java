package dev.heed.center;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.Customer;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.LinkRequest;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.model.Surface;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The hosted center as what it is: pages, and a form that changes something only when it is sent. */
class CenterTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-03-02T10:00:00Z"));
    private static Given given;
    private static int customers;

    @BeforeAll
    static void start() {
        given = Given.server(Map.of("HEED_LINK_WRITES", "1000/1"), CLOCK);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Customer someone() {
        return given.client(Role.APP).customers().get("c-" + ++customers);
    }

    private static String link(Customer customer) {
        return path(customer.mintLinks());
    }

    private static String path(dev.heed.sdk.model.CustomerLinks links) {
        return links.getPreferenceCenterUrl().getPath();
    }

    private static Asking ask(String method, String path) {
        return new Asking(given.http().newBuilder().followRedirects(false).build(), given.url(), method, path);
    }

    private static Answer get(String path) {
        return ask("GET", path).send();
    }

    private static Answer post(String path, String... fields) {
        return ask("POST", path).body(FORM, encoded(fields)).send();
    }

    private static String encoded(String... fields) {
        var pairs = new java.util.ArrayList<String>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(URLEncoder.encode(fields[i], StandardCharsets.UTF_8) + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return String.join("&", pairs);
    }

    private static String etag(Answer page) {
        var found = Pattern.compile("name=\"etag\" value=\"([^\"]*)\"").matcher(page.text());
        assertThat(found.find()).isTrue();
        return found.group(1).replace("&quot;", "\"");
    }

    private static long version(Customer customer) {
        return customer.preferences().read().value().getVersion();
    }

    @Test
    void lookingChangesNothingHoweverOften() {
        var customer = someone();
        var link = link(customer);
        for (var path : List.of(link, link + "?v=1", link + "?do=stop", "/center", "/center?do=stop")) {
            assertThat(get(path).status()).as(path).isEqualTo(200);
            var head = ask("HEAD", path).send();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
        assertThat(version(customer)).isZero();
    }

    @Test
    void aPageIsKeptByNobodyAndMayLoadNothingFromElsewhere() {
        var link = link(someone());
        for (var answer : List.of(get(link), get("/center"), get("/center/heed_link_x"), post(link, "do", "stop"), post("/center", "token", "x"), post(link, "x", "y"))) {
            assertThat(answer.field("Content-Security-Policy")).isEqualTo(POLICY);
            assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.field("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.field("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.field("Request-Id")).matches("[0-9a-f]{32}");
            assertThat(answer.fields().values("Set-Cookie")).isEmpty();
            assertThat(answer.text()).doesNotContain("<script>", "style=\"", "onclick");
        }
    }

    @Test
    void aChangeIsAnsweredWithAnAddressThatTellsNothingAndShowsWhatBecameOfIt() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow());
        var link = link(customer);
        var done = post(link, "do", "stop");
        assertThat(done.status()).isEqualTo(303);
        assertThat(done.field("Location")).isEqualTo("?v=2#result");
        var shown = get(link + "?v=2").text();
        assertThat(shown).contains("Saved. It holds from now on.", "You have stopped everything that can be refused.", "Still comes: Orders and delivery, Safety and recalls.", "value=\"undo\"");
        var id = customer.preferences().read().value().getCustomerId();
        assertThat(given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all().customer(id)).stream().filter(record -> record.getSurface() == Surface.LINK)).hasSize(1);
        assertThat(shown).doesNotContain("\"" + id + "\"", ">" + id + "<");

        assertThat(get(link + "?v=1").text()).as("an older result").doesNotContain("Saved. It holds");
        var undone = post(link, "do", "undo", "etag", etag(get(link)));
        assertThat(undone.field("Location")).isEqualTo("?v=3#result");
        assertThat(customer.preferences().read().value().getChosen().getStopped()).isNull();
        CLOCK.pass(Duration.ofMinutes(61));
        assertThat(get(link + "?v=3").text()).as("an hour later").doesNotContain("Saved. It holds", "value=\"undo\"");
        assertThat(post(link, "do", "undo", "etag", etag(get(link))).status()).as("what would be undone lowers contact").isEqualTo(303);
    }

    @Test
    void onlyWhatDiffersFromWhatWasShownIsChosen() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow().and().atMost(3, Per.WEEK).channel("text").refuse());
        var link = link(customer);
        var page = get(link);
        var sent = post(link, "do", "save", "etag", etag(page), "frequency", "1/week", "channel:text", "no", "topic:offers", "yes", "topic_channel:offers:push", "no", "language", "", "tone", "expert", "relationship", "");
        assertThat(sent.status()).as(sent.text()).isEqualTo(303);
        var id = customer.preferences().read().value().getCustomerId();
        assertThat(given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all().customer(id)).stream().filter(record -> record.getSurface() == Surface.LINK)
            .map(record -> record.getSetting().getType().getValue()).collect(Collectors.toList())).containsExactlyInAnyOrder("tone", "frequency", "topic_channel");
        var again = post(link, "do", "save", "etag", etag(get(link)), "frequency", "1/week", "tone", "expert");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).contains("Nothing was changed", "What you sent is what held already.");
        assertThat(post(link, "do", "save", "etag", etag(get(link)), "frequency", "1/week", "tone", "").status()).as("a choice taken back").isEqualTo(303);
        assertThat(customer.preferences().read().value().getChosen().getTone()).isNull();
    }

    @Test
    void whatWouldLetMoreThroughIsNamedInWordsAndNothingIsChanged() {
        var customer = someone();
        customer.preferences().change(choice -> choice.atMost(1, Per.WEEK));
        var link = link(customer);
        var refused = post(link, "do", "save", "etag", etag(get(link)), "frequency", "3/week", "topic:offers", "yes", "tone", "expert");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("Nothing was changed", "how many messages in all", "“Offers”", "Sign in with Fernweg Outdoor", "privacy@fernweg.example.com").doesNotContain("the tone</li>");
        assertThat(post(link, "do", "start").status()).as("nothing was stopped").isEqualTo(200);
        assertThat(version(customer)).isEqualTo(1);
        var page = get(link).text();
        assertThat(page).contains("<option value=\"3/week\" disabled>3 messages a week (not available with this link)</option>", "<option value=\"1/month\">one message a month</option>");
    }

    @Test
    void aFormThatIsStaleOrIsNoneChangesNothingAndSaysSo() {
        var customer = someone();
        var link = link(customer);
        var etag = etag(get(link));
        customer.preferences().change(choice -> choice.tone("expert"));
        var stale = post(link, "do", "save", "etag", etag, "channel:text", "no");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text()).contains("Your settings were changed elsewhere in the meantime");
        for (var form : List.of("do=nonsense", "do=save&etag=%221.1%22&nonsense=yes", "do=save&channel:text=perhaps", "do=save&channel:fax=no", "do=save&language=fr%20", "do=save&topic:order_updates=no", "do=save&frequency=0/week", "do=")) {
            var answer = ask("POST", link).body(FORM, form).send();
            assertThat(answer.status()).as(form).isEqualTo(400);
            assertThat(answer.text()).contains("Nothing was changed");
        }
        for (var form : List.of("do=save&do=save", "do", "%zz=1", "do=%ff%fe&a&b", "\u00ff")) {
            assertThat(ask("POST", link).body(FORM, form).send().status()).as(form).isEqualTo(400);
        }
        assertThat(ask("POST", link).body("application/json", "{}").send().status()).isEqualTo(415);
        assertThat(version(customer)).isEqualTo(1);
        assertThat(post(link, "do", "stop").status()).as("one button needs no knowledge of the rest").isEqualTo(303);
    }

    @Test
    void whoeverSignedInSeesAndDoesMore() {
        var customer = someone();
        var token = customer.mintToken(Duration.ofMinutes(5)).getToken();
        var page = post("/center", "token", token);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("value=\"" + token + "\"", "What agreeing means").doesNotContain("Not available with this link", "disabled");
        var saved = post("/center", "token", token, "do", "save", "etag", etag(page), "topic:offers", "yes", "purpose:recommendations", "yes", "language", "de");
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.text()).contains("<html lang=\"de\"", "Sie möchten von „Angebote“ hören.");
        assertThat(customer.preferences().read().value().getEffective().getTopics().get("offers").getAllowed().getValue()).isTrue();
        var id = customer.preferences().read().value().getCustomerId();
        assertThat(given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all().customer(id)).stream()).allMatch(record -> record.getSurface() == Surface.HOSTED_PAGE)
            .anyMatch(record -> record.getNotice() != null && record.getNotice().getLanguage().equals("en"));
        assertThat(post("/center", "token", token, "do", "undo", "etag", etag(saved)).text()).contains("Saved. It holds from now on.");
        assertThat(version(customer)).isEqualTo(2);
    }

    @Test
    void whoeverWasForgottenIsNotBroughtBackByALink() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow());
        var link = link(customer);
        given.client(Role.ADMIN).customers().get("c-" + customers).erase();
        var page = get(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("Everything about you was erased.").doesNotContain("<form", "<button");
        assertThat(post(link, "do", "stop").status()).isEqualTo(403);
        assertThat(customer.preferences().read().value().getErased()).isTrue();
        assertThat(post("/center", "token", customer.mintToken(Duration.ofMinutes(1)).getToken(), "do", "stop").status()).as("but by themselves").isEqualTo(200);
        assertThat(customer.preferences().read().value().getErased()).isNull();
    }

    @Test
    void noCredentialIsGoodForWhatItIsNotFor() {
        var customer = someone();
        var token = customer.mintToken(Duration.ofMinutes(5)).getToken();
        for (var path : List.of("/center/" + token, "/center/" + given.key(Role.ADMIN), "/center/heed_link_x", "/center/x", link(customer) + "x")) {
            var answer = get(path);
            assertThat(answer.status()).as("in an address").isEqualTo(401);
            assertThat(answer.text()).contains("This link does not work");
        }
        var linkToken = link(customer).replace("/center/", "");
        for (var other : List.of(given.key(Role.APP), linkToken, "", "x")) {
            var answer = post("/center", "token", other);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text()).contains("Your session has ended");
            assertThat(answer.field("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void aPageSpeaksTheLinksLanguageElseTheCustomersElseTheBrowsersElseTheBrands() {
        var customer = someone();
        var german = path(customer.mintLinks(new LinkRequest().language("de")));
        var open = link(customer);
        assertThat(get(open).text()).contains("<html lang=\"en\"");
        assertThat(ask("GET", open).with("Accept-Language", "fr, de-AT;q=0.8, en;q=0.5").send().text()).contains("<html lang=\"de\"", "Was Fernweg Outdoor Ihnen senden darf");
        customer.preferences().change(choice -> choice.language("en"));
        assertThat(ask("GET", open).with("Accept-Language", "de").send().text()).contains("<html lang=\"en\"");
        assertThat(get(german).text()).contains("<html lang=\"de\"");
        assertThat(ask("GET", "/center/heed_link_x").with("Accept-Language", "ar-EG").send().text()).contains("<html lang=\"ar\" dir=\"rtl\"", "هذا الرابط لا يعمل");
        assertThat(ask("GET", "/center").with("Accept-Language", "es;q=0.5, *").send().text()).contains("<html lang=\"es\"");
    }

    @Test
    void whoeverIsTooQuickIsToldWhenToComeAgain() {
        try (var strict = Given.server(Map.of("HEED_LINK_WRITES", "1/600", "HEED_LINK_READS", "2/600"), Clock.systemUTC())) {
            var link = path(strict.client(Role.APP).customers().get("c-1").mintLinks());
            var http = strict.http().newBuilder().followRedirects(false).build();
            assertThat(new Asking(http, strict.url(), "POST", link).body(FORM, "do=stop").send().status()).isEqualTo(303);
            var refused = new Asking(http, strict.url(), "POST", link).body(FORM, "do=pause").send();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.field("Retry-After"))).isBetween(1, 600);
            assertThat(refused.text()).contains("Please wait a moment", "Try again in");
        }
    }

    @Test
    void whatTheBrandWroteIsTextAndNothingElse() {
        try (var other = Given.server()) {
            var admin = other.client(Role.ADMIN);
            admin.catalog().publish(admin.catalog().read().value().edit(catalog -> {
                ((com.fasterxml.jackson.databind.node.ObjectNode) catalog.at("/brand")).put("name", "<script>alert(1)</script>");
                catalog.findParents("en").forEach(text -> ((com.fasterxml.jackson.databind.node.ObjectNode) text).put("en", "\"><img src=x onerror=alert(1)>"));
            }));
            var page = new Asking(other.http(), other.url(), "GET", path(other.client(Role.APP).customers().get("c-1").mintLinks())).send().text();
            assertThat(page).contains("&lt;script&gt;alert(1)", "&lt;img src=x").doesNotContain("<script>alert", "<img");
        }
    }
}
