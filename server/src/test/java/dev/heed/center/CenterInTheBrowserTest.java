package dev.heed.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.browser.Chromium;
import dev.heed.browser.Tab;
import dev.heed.sdk.Customer;
import dev.heed.sdk.model.LinkRequest;
import dev.heed.sdk.model.Per;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hosted center in a real browser, without its script: everybody can read it, and do everything by keyboard. */
class CenterInTheBrowserTest {
    private static Chromium browser;
    private static Given given;
    private static int customers;
    private Tab tab;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        given = Given.server(Map.of("HEED_LINK_WRITES", "1000/1"), java.time.Clock.systemUTC());
        var admin = given.client(Role.ADMIN);
        admin.catalog().publish(admin.catalog().read().value().edit(CenterInTheBrowserTest::inArabicToo));
    }

    /** The brand's own words stay German where nobody translated them: what is looked at is the page. */
    private static void inArabicToo(ObjectNode catalog) {
        ((ObjectNode) catalog.get("brand")).withArray("languages").add("ar");
        catalog.findParents("en").forEach(text -> ((ObjectNode) text).put("ar", "نص: " + text.get("en").textValue()));
    }

    @AfterAll
    static void stop() {
        given.close();
        browser.close();
    }

    @BeforeEach
    void open() {
        tab = browser.open().sized(1280, 900, "light").blocking("*/center.js");
    }

    @AfterEach
    void nothingWasComplainedOf() {
        var complaints = tab.complaints().stream().filter(complaint -> !complaint.contains("status of 40") && !complaint.contains("status of 412") && !complaint.contains("ERR_BLOCKED_BY_CLIENT")).toList();
        tab.close();
        assertThat(complaints).isEmpty();
    }

    private static Customer someone() {
        return given.client(Role.APP).customers().get("c-" + ++customers);
    }

    private static String link(Customer customer, String language) {
        return customer.mintLinks(new LinkRequest().language(language)).getPreferenceCenterUrl().toString();
    }

    /** In light and dark, narrow and wide: axe finds nothing, nothing sticks out, and what can be pressed is large enough. */
    private void everybodyCanRead(String state) {
        for (var scheme : List.of("light", "dark")) {
            for (int width : new int[] {320, 1280}) {
                tab.sized(width, 900, scheme);
                assertThat(tab.axe()).as(state + " " + scheme + " " + width).isEmpty();
                assertThat(tab.run("document.documentElement.scrollWidth").intValue()).as(state + ": nothing sticks out").isLessThanOrEqualTo(width);
                var small = tab.run("[...document.querySelectorAll('button, select, summary, .choice label, a')].map(e => [e, e.getBoundingClientRect()])"
                    + ".filter(([e, r]) => r.width > 0 && (r.height < 24 || r.width < 24)).map(([e]) => e.textContent).join()").textValue();
                assertThat(small).as(state + ": too small to press").isEmpty();
                tab.picture("center-" + state + "-" + scheme + "-" + width);
            }
        }
    }

    @Test
    void everybodyCanReadALink() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow().and().atMost(3, Per.WEEK).channel("text").refuse());
        tab.go(link(customer, "en"));
        everybodyCanRead("link-en");
    }

    @Test
    void everybodyCanReadItFromRightToLeft() {
        tab.go(link(someone(), "ar"));
        assertThat(tab.run("document.documentElement.dir + ' ' + document.documentElement.lang").textValue()).isEqualTo("rtl ar");
        everybodyCanRead("link-ar");
    }

    @Test
    void everybodyCanReadWhatWasChangedAndWhatWasRefused() {
        tab.go(link(someone(), "de"));
        tab.run("document.querySelector('button[value=stop]').click()");
        tab.await("location.search === '?v=1' && document.readyState === 'complete'");
        assertThat(tab.text("#result")).contains("Gespeichert", "Sie haben alles angehalten", "Weiterhin kommt: Bestellung und Lieferung", "Rückgängig machen");
        everybodyCanRead("stopped-de");
        tab.go(given.url() + "/center/heed_link_nonsense");
        everybodyCanRead("gone");
        tab.go(given.url() + "/center");
        everybodyCanRead("start");
    }

    @Test
    void everybodyCanReadWhoSignedIn() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow());
        tab.go(given.url() + "/center");
        post(customer.mintToken(Duration.ofMinutes(5)).getToken());
        everybodyCanRead("signed-in-en");
    }

    /** As the brand's page does. */
    private void post(String token) {
        tab.run("(() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/center'; const field = document.createElement('input'); field.name = 'token'; field.value = '"
            + token + "'; form.append(field); document.body.append(form); form.submit(); })()");
        tab.await("document.getElementById('settings')");
    }

    private void press(int times, String key) {
        for (int i = 0; i < times; i++) {
            tab.press(key);
        }
    }

    @Test
    void everythingIsStoppedAndUndoneByKeyboardInOneActivationEach() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow());
        tab.go(link(customer, "en"));
        tab.press("Tab");
        assertThat(tab.focused()).isEqualTo("Stop everything");
        tab.press("Enter").await("location.search === '?v=2' && document.getElementById('result')");
        assertThat(tab.text("#result")).contains("You have stopped everything that can be refused.", "Still comes: Orders and delivery, Safety and recalls.");
        assertThat(customer.preferences().read().value().getEffective().getStopped().getValue()).isTrue();
        assertThat(tab.focused()).isEqualTo("result");
        tab.press("Tab");
        assertThat(tab.focused()).isEqualTo("Undo");
        tab.press("Enter").await("location.search === '?v=3' && document.readyState === 'complete'");
        assertThat(customer.preferences().read().value().getEffective().getStopped().getValue()).isFalse();
    }

    @Test
    void theFormIsFilledInAndSentByKeyboard() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow());
        tab.go(link(customer, "en"));
        tab.run("document.getElementById('field-frequency').focus()");
        press(3, "ArrowDown");
        var reached = new ArrayList<String>();
        for (int i = 0; i < 60 && !"Save".equals(tab.run("document.activeElement.innerText").textValue()); i++) {
            tab.press("Tab");
            var name = tab.run("document.activeElement.name || document.activeElement.tagName").textValue();
            reached.add(name);
            if (name.equals("topic:offers")) {
                tab.press("ArrowDown");
            }
            if (name.equals("channel:voice")) {
                tab.press("ArrowDown");
            }
        }
        assertThat(reached).contains("channel:email", "channel:voice", "topic:offers", "purpose:recommendations", "language", "tone", "relationship");
        tab.press("Enter").await("location.search === '?v=2' && document.readyState === 'complete'");
        assertThat(tab.text("#result")).contains("You want at most one message a week", "You want to hear nothing about “Offers”.", "You want nothing by “Phone call”.");
        var chosen = customer.preferences().read().value().getChosen();
        assertThat(chosen.getFrequency().getMax()).isEqualTo(1);
        assertThat(chosen.getTopics().get("offers").getAllowed()).isFalse();
        assertThat(chosen.getChannels().keySet()).as("what was not touched was not chosen").containsExactly("voice");
    }

    @Test
    void aYesAndANoLookTheSameAndNothingIsTickedThatWasNotChosen() {
        var customer = someone();
        tab.go(given.url() + "/center");
        post(customer.mintToken(Duration.ofMinutes(5)).getToken());
        assertThat(tab.run("document.querySelectorAll('input[type=radio]:checked').length").intValue()).isZero();
        var differing = tab.run("[...document.querySelectorAll('.choice')].filter(one => { const look = label => { const s = getComputedStyle(label); return [s.color, s.backgroundColor, s.borderColor, s.fontSize, s.fontWeight,"
            + " label.getBoundingClientRect().height, label.getBoundingClientRect().width].join(); }; return look(one.children[0]) !== look(one.children[1]); }).length").intValue();
        assertThat(differing).isZero();
    }
}
