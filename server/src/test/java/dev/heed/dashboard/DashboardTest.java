package dev.heed.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.browser.Chromium;
import dev.heed.browser.Tab;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.model.Per;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard in a real browser: what it shows, to whom, and what it leaves behind. */
class DashboardTest {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String FRESH = "fresh";
    private static Chromium browser;
    private static Given given;
    private Tab tab;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        given = Given.server();
        given.brand(FRESH);
        for (int i = 1; i <= 3; i++) {
            given.client(Role.APP).customers().get("c-" + i).preferences().change(choice -> choice.atMost(1, Per.WEEK).topic("offers").allow());
        }
        given.client(Role.APP).customers().get("c-4").preferences().change(choice -> choice.purpose("recommendations").allow());
        given.client(Role.APP).customers().get("c-4").preferences().change(choice -> choice.madeAt(Instant.now().minus(Duration.ofMinutes(90))).purpose("recommendations").refuse());
        var sender = given.client(Role.SENDER);
        for (int i = 1; i <= 2; i++) {
            sender.contacts().confirm(sender.decisions().reserve("c-" + i, "email", "offers").getReservation().getContactId());
            sender.decisions().reserve("c-" + i, "email", "offers");
        }
        new Asking(given.http(), given.url(), "GET", "/v1/consent-log?kind=consent").with("Accept", "text/csv").as(given.key(Role.COMPLIANCE)).send();
    }

    @AfterAll
    static void stop() {
        given.close();
        browser.close();
    }

    @BeforeEach
    void open() {
        tab = browser.open().sized(1280, 900, "light").go(given.url() + "/dashboard");
    }

    @AfterEach
    void nothingWasComplainedOf() {
        var complaints = tab.complaints().stream().filter(complaint -> !complaint.contains("/v1/rights-requests") && !complaint.contains("status of 401")).toList();
        tab.close();
        assertThat(complaints).isEmpty();
    }

    private Tab unlocked() {
        return unlocked(given.key(Role.COMPLIANCE));
    }

    private Tab unlocked(String key) {
        tab.run("document.getElementById('key').focus()");
        tab.type(key).press("Enter").await("document.getElementById('status').textContent.startsWith('Loaded')");
        return tab.await("[...document.querySelectorAll('svg[role=img]')].every(drawing => drawing.getAttribute('width'))");
    }

    /** A row of the table behind a figure, by the first cell. */
    private String row(String section, String figure, String first) {
        return tab.run("(() => { const found = [...document.querySelectorAll('" + section + " figure')].find(one => one.querySelector('h3').textContent === '" + figure + "');"
            + " return [...found.querySelectorAll('tbody tr')].find(row => row.cells[0].textContent.startsWith('" + first + "')).innerText.trim() || "
            + " [...[...found.querySelectorAll('tbody tr')].find(row => row.cells[0].textContent.startsWith('" + first + "')).cells].map(cell => cell.textContent).join('\\t'); })()").textValue();
    }

    @Test
    void theFiguresAreWhatWasDone() {
        unlocked();
        assertThat(row("#consents", "Where consents stand", "Topic: Offers")).isEqualTo("Topic: Offers\t3\t0\t0");
        assertThat(row("#consents", "Where consents stand", "Purpose: Personal recommendations")).isEqualTo("Purpose: Personal recommendations\t0\t0\t1");
        assertThat(row("#contacted", "Why contacts were held back", "Frequency cap")).isEqualTo("Frequency cap\t2");
        assertThat(row("#withdrawn", "From withdrawal to effect", "At most 1 d")).isEqualTo("At most 1 d\t1");
        assertThat(tab.text("#tiles")).contains("Withdrawals\n1\n", "1.5 h\nmedian", "Contacts sent\n2\n", "Contacts held back\n2\n", "Ledger\n" + given.app().ledgerSize(given.app().brand(Given.SHOP).orElseThrow()) + "\n");
        assertThat(tab.text("#exported")).contains("Consent log, csv", "kind = consent");
        assertThat(tab.text("#log")).contains("Remembered for the first time", "valid (Ed25519)", "heed.local/shop");
        assertThat(tab.text("header")).contains("Fernweg Outdoor");
    }

    @Test
    void aDrawingSaysInWordsAndInATableWhatItShows() {
        unlocked();
        var drawings = tab.run("[...document.querySelectorAll('svg[role=img]')].map(one => [one.querySelector('title').textContent, one.querySelector('desc').textContent,"
            + " one.getAttribute('aria-labelledby').split(' ').every(id => document.getElementById(id)), one.closest('figure').querySelectorAll('details table tbody tr').length])");
        assertThat(drawings).hasSizeGreaterThanOrEqualTo(6).allSatisfy(drawing -> {
            assertThat(drawing.get(0).textValue()).isNotBlank();
            assertThat(drawing.get(1).textValue()).hasSizeGreaterThan(15);
            assertThat(drawing.get(2).booleanValue()).isTrue();
            assertThat(drawing.get(3).intValue()).isPositive();
        });
    }

    @Test
    void aWrongKeyIsAnsweredInTheServersWordsAndTheFieldHasTheFocus() {
        for (var wrong : List.of(given.key(Role.APP), given.key(Role.COMPLIANCE) + "x", "two words")) {
            tab.run("document.getElementById('key').focus()");
            tab.type(wrong).press("Enter").await("!document.getElementById('error').hidden && document.getElementById('error').textContent");
            assertThat(tab.text("#error")).hasSizeGreaterThan(20).doesNotContain(wrong);
            assertThat(tab.focused()).isEqualTo("key");
            assertThat(tab.run("document.getElementById('key').getAttribute('aria-invalid')").textValue()).isEqualTo("true");
            assertThat(tab.run("document.getElementById('results').hidden").booleanValue()).isTrue();
        }
        tab.complaints().removeIf(complaint -> complaint.contains("status of 403"));
    }

    /** In light and dark, narrow and wide: axe finds nothing, and nothing sticks out. */
    private void everybodyCanRead(String state) {
        for (var scheme : List.of("light", "dark")) {
            for (int width : new int[] {320, 1280}) {
                tab.sized(width, 900, scheme).await("[...document.querySelectorAll('svg[role=img]')].every(one => one.getBoundingClientRect().right <= innerWidth)");
                assertThat(tab.axe()).as(state + " " + scheme + " " + width).isEmpty();
                assertThat(tab.run("document.documentElement.scrollWidth").intValue()).as("nothing sticks out").isLessThanOrEqualTo(width);
                tab.picture(state + "-" + scheme + "-" + width);
            }
        }
    }

    @Test
    void everybodyCanReadTheLockedPage() {
        everybodyCanRead("locked");
    }

    @Test
    void everybodyCanReadThatAKeyIsWrong() {
        tab.run("document.getElementById('key').focus()");
        tab.type("heed_compliance_nonsense").press("Enter").await("!document.getElementById('error').hidden && document.getElementById('error').textContent");
        everybodyCanRead("wrong");
    }

    @Test
    void everybodyCanReadABrandWithoutCustomers() {
        unlocked(given.key(FRESH, Role.COMPLIANCE));
        assertThat(tab.text("main")).contains("Nobody has chosen anything yet", "Nobody took a file yet", "No contact was held back");
        everybodyCanRead("empty");
    }

    @Test
    void everybodyCanReadTheFigures() {
        unlocked();
        everybodyCanRead("loaded");
        tab.run("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        assertThat(tab.axe()).as("with every table open").isEmpty();
    }

    @Test
    void rightsRequestsShowTheMostUrgentFirst() {
        unlocked();
        tab.run("import('/dashboard/tables.js').then(({rightsRequests}) => { const one = (id, right, state, dueAt, more) => ({requestId: id, right, state, dueAt, receivedAt: '2026-10-20T10:00:00.000Z', ...more});"
            + " document.getElementById('rights').hidden = false; document.getElementById('requests').replaceChildren(rightsRequests({items: [one('1', 'access', 'closed', '2026-11-20T10:00:00.000Z', {outcome: 'fulfilled'}),"
            + " one('2', 'portability', 'open', '2026-12-02T10:00:00.000Z', {customerId: 'c-7'}), one('3', 'erasure', 'overdue', '2026-11-19T10:00:00.000Z', {customerId: 'c-8'})]})); })");
        assertThat(tab.run("[...document.querySelectorAll('#requests tbody tr')].map(row => [...row.cells].map(cell => cell.textContent).join('|')).join('\\n')").textValue()).isEqualTo("""
            Nov 19, 2026|Erasure|Overdue|c-8|Oct 20, 2026|–
            Dec 2, 2026|Portability|Open|c-7|Oct 20, 2026|–
            Nov 20, 2026|Access|Closed|erased|Oct 20, 2026|Fulfilled""");
        assertThat(tab.axe()).isEmpty();
    }

    @Test
    void aLongHistoryFitsTheNarrowestWindow() {
        var clock = new dev.heed.TestClock(Instant.now().minus(Duration.ofDays(26)));
        try (var busy = Given.server(Map.of("HEED_CUSTOMER_WRITES", "10000/10"), clock)) {
            History.live(busy, clock);
            tab.sized(1280, 900, "light").go(busy.url() + "/dashboard");
            unlocked(busy.key(Role.ADMIN)).picture("busy-light-1280");
            for (var scheme : List.of("light", "dark")) {
                tab.sized(320, 900, scheme).await("[...document.querySelectorAll('svg[role=img]')].every(one => one.getBoundingClientRect().right <= innerWidth)");
                assertThat(tab.axe()).as(scheme).isEmpty();
            }
            tab.picture("busy-dark-320");
            tab.sized(1280, 900, "dark").picture("busy-dark-1280");
        }
    }

    @Test
    void everythingIsDoneByKeyboardAlone() {
        tab.press("Tab");
        assertThat(tab.focused()).isEqualTo("Skip to the content");
        tab.press("Tab");
        assertThat(tab.focused()).isEqualTo("key");
        tab.type(given.key(Role.COMPLIANCE)).press("Tab").press("Enter").await("document.getElementById('status').textContent.startsWith('Loaded')");
        assertThat(tab.focused()).isEqualTo("overview");
        tab.press("Tab");
        assertThat(tab.focused()).isEqualTo("Show the checkpoints");
        tab.press("Enter").press("Tab");
        assertThat(tab.focused()).isEqualTo("Newest checkpoint");
        tab.press("Tab");
        assertThat(tab.focused()).startsWith("Show as a table");
        tab.press("Enter").press("Tab");
        assertThat(tab.focused()).as("the table, which may have to be scrolled").isEqualTo("Where consents stand");
        tab.run("document.getElementById('overview').focus()");
        tab.pressBack("Tab");
        assertThat(tab.focused()).isEqualTo("lock");
        tab.press(" ").await("document.getElementById('results').hidden");
        assertThat(tab.focused()).isEqualTo("key");
        assertThat(tab.text("#status")).isEqualTo("Locked. The key is forgotten.");
    }

    @Test
    void theKeyIsNowhereButInMemory() {
        unlocked();
        var everything = tab.run("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, document.documentElement.outerHTML,"
            + " [...document.querySelectorAll('input')].map(one => one.value), history.state])").textValue();
        assertThat(everything).contains("heed-checkpoint").doesNotContain(given.key(Role.COMPLIANCE));
        assertThat(tab.requested()).isNotEmpty().allMatch(request -> request.contains(" " + given.url() + "/")).noneMatch(request -> request.contains(given.key(Role.COMPLIANCE)));
        assertThat(tab.run("Object.keys(localStorage)")).as("the one thing that it keeps names no customer").hasSize(1);
        assertThat(tab.run("Object.values(localStorage).join()").textValue()).doesNotContain("c-1", "c-4");
        tab.reload();
        tab.await("document.readyState === 'complete' && document.getElementById('results').hidden && !document.getElementById('key-form').hidden");
        assertThat(tab.text("main")).doesNotContain("Offers");
    }

    @Test
    void aLockedPageHasForgottenWhatItShowed() {
        unlocked();
        tab.run("document.getElementById('lock').click()");
        assertThat(tab.run("document.body.textContent").textValue()).doesNotContain("Personal recommendations", "heed.local/shop", "Fernweg");
    }

    @Test
    void theFilesComeUnderAPolicyThatLetsNothingElseIn() {
        for (var file : List.of("", "/page.js", "/page.css", "/verifier.js", "/icon.svg")) {
            var answer = new Asking(given.http(), given.url(), "GET", "/dashboard" + file).unwatched().send();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("Content-Security-Policy")).isEqualTo(POLICY);
            assertThat(answer.field("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.field("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.text()).doesNotContain("style=\"", "onclick", "http://cdn", "https://");
        }
    }
}
