package dev.heed.web;

import static dev.heed.web.Embedded.inside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.browser.Chromium;
import dev.heed.sdk.model.Per;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** History with receipts, why a message came, feedback, the languages, and what a link opens. */
class WidgetRecordsTest {
    private static final AtomicInteger CUSTOMERS = new AtomicInteger();
    private static Given given;
    private static BrandPage page;
    private static Chromium browser;
    private final String customer = "r-" + CUSTOMERS.incrementAndGet();
    private Embedded center;

    @BeforeAll
    static void start() {
        given = Given.server();
        page = new BrandPage(given);
        browser = Chromium.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
        page.close();
        given.close();
    }

    @AfterEach
    void close() {
        center.complainsOfNothingBut();
        center.close();
    }

    @Test
    void theHistoryShowsEachChangeWithItsReceiptAndTheWayBack() {
        given.client(Role.APP).customers().get(customer).preferences().change(choice -> choice.topic("offers").allow());
        given.client(Role.APP).customers().get(customer).preferences().change(choice -> choice.atMost(1, Per.WEEK));
        center = Embedded.opened(browser, page.signedIn(customer), "").open("history");
        center.tab().await(inside("#history ol > li:nth-child(2)"));
        assertThat(center.text("#history ol > li:first-child")).contains("How often: at most 1 a week");
        assertThat(center.text("#history ol > li:nth-child(2)")).contains("Offers: Yes", "Receipt");
        center.value("(() => { window.kept = []; const make = URL.createObjectURL; URL.createObjectURL = blob => { blob.text().then(text => kept.push(text)); return make(blob); };"
            + " HTMLAnchorElement.prototype.click = function () { kept.push(this.download); }; })()");
        center.click("#history .quiet").tab().await("window.kept.length === 2");
        assertThat(center.value("kept.find(text => text.includes('27560'))").textValue()).contains("dpv:hasConsentStatus");
        center.quiet().click("#history ol > li:nth-child(2) > button");
        assertThat(center.said()).startsWith("Taken back. No longer comes, from now on: Offers.");
        assertThat(given.client(Role.APP).customers().get(customer).preferences().read().value().getChosen().getFrequency()).isNull();
    }

    @Test
    void aMessageIsExplainedAndFeedbackSuggestsWhatThePersonMayChoose() {
        given.client(Role.APP).customers().get(customer).preferences().change(choice -> choice.topic("offers").allow());
        var sender = given.client(Role.SENDER);
        sender.contacts().confirm(sender.decisions().reserve(customer, "email", "offers").getReservation().getContactId());
        sender.decisions().reserve(customer, "email", "newsletter");
        center = Embedded.opened(browser, page.signedIn(customer), "").open("contacts");
        center.tab().await(inside("#contacts ol > li:nth-child(2)"));
        assertThat(center.text("#contacts")).contains("Not sent: “Newsletter” by “E-mail”, because you have not agreed to it.", "Sent: “Offers” by “E-mail”.");
        center.value("(() => { const list = " + inside("#contacts ol > li:nth-child(2) select") + "; list.value = 'too_often'; list.dispatchEvent(new Event('change')); })()");
        center.tab().await(inside("#contacts ol > li:nth-child(2) .buttons button"));
        assertThat(given.client(Role.APP).customers().get(customer).preferences().read().value().getVersion()).as("nothing changed yet").isEqualTo(1);
        center.click("#contacts ol > li:nth-child(2) .buttons button").said();
        assertThat(given.client(Role.APP).customers().get(customer).preferences().read().value().getVersion()).isEqualTo(2);
    }

    @Test
    void aCopyOfEverythingIsSaved() {
        center = Embedded.opened(browser, page.signedIn(customer), "").open("data");
        center.value("(() => { window.kept = ''; const make = URL.createObjectURL; URL.createObjectURL = blob => { blob.text().then(text => window.kept = text); return make(blob); };"
            + " HTMLAnchorElement.prototype.click = () => {}; })()");
        center.click("#data button").tab().await("window.kept");
        assertThat(center.value("kept").textValue()).contains("What Fernweg Outdoor holds about you");
        assertThat(center.text("#data")).contains("Fernweg Outdoor GmbH, Musterstraße 12", "privacy@fernweg.example.com", "Privacy policy");
    }

    @Test
    void itSpeaksFiveLanguagesAndOneThatNobodySpeaks() {
        for (var spoken : new String[][] {{"en", "Your choices at Fernweg Outdoor"}, {"de", "Ihre Einstellungen bei Fernweg Outdoor"}, {"es", "Sus preferencias en Fernweg Outdoor"},
            {"fr-CA", "Vos choix chez Fernweg Outdoor"}, {"ar", "اختياراتك لدى Fernweg Outdoor"}, {"en-x-pseudo", "[Ýóúŕ çĥóíçéš áť Fernweg Outdoor · · · · ·]"}, {"xx", "Your choices at Fernweg Outdoor"}}) {
            if (center != null) {
                center.close();
            }
            center = Embedded.opened(browser, page.signedIn(customer), "lang=" + spoken[0]);
            assertThat(center.text("h2")).isEqualTo(spoken[1]);
            assertThat(center.value(inside(".center") + ".dir").textValue()).isEqualTo(spoken[0].equals("ar") ? "rtl" : "ltr");
            center.tab().forgetting();
        }
    }

    @Test
    void theCustomersOwnLanguageIsSpokenWhereThePageAsksForNone() {
        given.client(Role.APP).customers().get(customer).preferences().change(choice -> choice.language("de"));
        center = Embedded.opened(browser, page.signedIn(customer), "");
        assertThat(center.text(".stop")).isEqualTo("Alles stoppen");
        center.value("document.querySelector('preference-center').lang = 'fr'");
        center.tab().await(inside(".stop") + ".innerText === 'Tout arrêter'");
    }

    @Test
    void aLinkLowersContactWithoutSigningInAndJoinsNothing() {
        given.client(Role.APP).customers().get(customer).preferences().change(choice -> choice.topic("offers").allow());
        var url = given.client(Role.APP).customers().get(customer).mintLinks().getPreferenceCenterUrl().toString();
        center = Embedded.opened(browser, page.holding(url.substring(url.lastIndexOf('/') + 1)), "");
        assertThat(center.shows("#history") || center.shows("#contacts") || center.shows("#data")).as("nothing personal").isFalse();
        assertThat(center.value(inside("[aria-labelledby=t-newsletter-l] input") + ".disabled").booleanValue()).isTrue();
        center.quiet().choose("t-offers", false);
        assertThat(center.said()).startsWith("Offers: No. No longer comes, from now on: Offers.");
        center.quiet().click(".undo");
        assertThat(center.said()).startsWith("Taken back. Comes from now on: Offers.");
        center.quiet().click(".stop");
        assertThat(center.said()).startsWith("Everything is stopped.");
        assertThat(center.value(inside(".stop") + ".disabled").booleanValue()).as("to start again, one signs in").isTrue();
    }
}
