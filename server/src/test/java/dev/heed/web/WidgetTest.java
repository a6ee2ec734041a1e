package dev.heed.web;

import static dev.heed.web.Embedded.inside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sdk.model.Per;
import dev.heed.sdk.model.Preferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person does in the preference center, in a real browser, on a page of another origin under a strict policy. */
class WidgetTest {
    @RegisterExtension
    static final Stand STAND = new Stand();

    private final String customer = STAND.newcomer();
    private Embedded center;

    @BeforeEach
    void open() {
        center = STAND.opened(customer, "");
    }

    @AfterEach
    void close() {
        center.complainsOfNothingBut("status of 40", "net::ERR_BLOCKED", "ERR_INTERNET_DISCONNECTED");
        center.close();
    }

    private Preferences held() {
        return STAND.customer(customer).preferences().read().value();
    }

    @Test
    void aYesIsOneActivationAndOneWriteAndIsSaidInConcreteWords() {
        assertThat(center.ticked("t-offers")).isEmpty();
        center.quiet().choose("t-offers", true);
        assertThat(center.said()).isEqualTo("Offers: Yes. Comes from now on: Offers. Still comes: Orders and delivery, Safety and recalls, Rental reminders, and Care and repair. Undo");
        assertThat(center.asked("PATCH")).isEqualTo(1);
        assertThat(held().getChosen().getTopics().get("offers").getAllowed()).isTrue();
        assertThat(center.ticked("t-offers")).isEqualTo("yes");
        var record = STAND.customer(customer).history().iterator().next().getChange().getRecords().get(0);
        assertThat(record.getSurface().getValue()).isEqualTo("widget");
        assertThat(record.getNotice().getId()).isEqualTo("marketing");
        assertThat(record.getNotice().getVersion()).isEqualTo(2);
        assertThat(record.getNotice().getLanguage()).isEqualTo("en");
    }

    @Test
    void stopIsOneActivationAndOneWriteAndOneMoreTakesItBack() {
        center.choose("t-newsletter", true).said();
        center.quiet().click(".stop");
        assertThat(center.said()).startsWith("Everything is stopped. No longer comes, from now on: Rental reminders, Care and repair, and Newsletter. Still comes: Orders and delivery and Safety and recalls.");
        assertThat(center.asked("PATCH")).isEqualTo(1);
        assertThat(held().getEffective().getStopped().getValue()).isTrue();
        assertThat(center.text(".state")).isEqualTo("Everything is stopped. Still comes: Orders and delivery and Safety and recalls.");
        center.quiet().click(".undo");
        assertThat(center.said()).startsWith("Taken back. Comes from now on: Rental reminders, Care and repair, and Newsletter.");
        assertThat(center.asked("POST")).as("the way back, and a look at how many messages to expect").isLessThanOrEqualTo(2);
        assertThat(held().getEffective().getStopped().getValue()).isFalse();
        assertThat(center.shows(".state")).isFalse();
    }

    @Test
    void theSecondClickOfADoubleClickDoesNotTakeTheStopBack() {
        center.value("(() => { const stop = " + inside(".stop") + "; stop.dispatchEvent(new MouseEvent('click', {detail: 1, bubbles: true})); })()");
        center.said();
        center.value(inside(".stop") + ".dispatchEvent(new MouseEvent('click', {detail: 2, bubbles: true}))");
        assertThat(center.text(".stop")).isEqualTo("Start again");
        assertThat(held().getEffective().getStopped().getValue()).isTrue();
    }

    @Test
    void switchingOffTakesNoMoreThanSwitchingOnAndBothLookTheSame() {
        var look = "(selector => { const {color, backgroundColor, fontSize, fontWeight, width, height, borderRadius} = getComputedStyle(" + inside("x").replace("\"x\"", "selector")
            + "); return JSON.stringify([color, backgroundColor, fontSize, fontWeight, width, height, borderRadius]); })";
        var yes = "('[aria-labelledby=t-offers-l] label:first-child span')";
        var no = "('[aria-labelledby=t-offers-l] label:last-child span')";
        assertThat(center.value(look + no)).as("not chosen").isEqualTo(center.value(look + yes));
        center.quiet().choose("t-offers", true).said();
        assertThat(center.asked("PATCH")).isEqualTo(1);
        var chosen = center.value(look + yes);
        center.quiet().choose("t-offers", false);
        assertThat(center.said()).startsWith("Offers: No. No longer comes, from now on: Offers.");
        assertThat(center.asked("PATCH")).isEqualTo(1);
        assertThat(center.value(look + no)).as("chosen").isEqualTo(chosen);
    }

    @Test
    void whatRestsOnConsentIsNotTickedBeforeItIsChosen() {
        for (var topic : new String[] {"offers", "new_arrivals", "newsletter", "events"}) {
            assertThat(center.ticked("t-" + topic)).as(topic).isEmpty();
        }
        center.open("uses");
        assertThat(center.ticked("u-recommendations")).isEmpty();
        assertThat(center.ticked("u-customer_care")).isEqualTo("yes");
        assertThat(center.text("#u-customer_care-h")).endsWith("Done unless you say no.");
    }

    @Test
    void aMessageIsPreviewedInWordsBeforeTheLimitIsApplied() {
        for (var topic : new String[] {"offers", "new_arrivals", "newsletter", "events"}) {
            STAND.customer(customer).preferences().change(choice -> choice.topic(topic).allow());
        }
        center.go("/").open("often").select("f", "at most 3 a week");
        center.tab().await(inside(".draft .main:enabled"));
        assertThat(center.text(".draft p")).isEqualTo("3 messages a week instead of 11.");
        assertThat(held().getChosen().getFrequency()).as("nothing was changed yet").isNull();
        center.click(".draft .main");
        assertThat(center.said()).startsWith("3 messages a week instead of 11.");
        assertThat(held().getChosen().getFrequency().getMax()).isEqualTo(3);
    }

    @Test
    void aRelationshipShowsWhatItChangesBeforeItApplies() {
        center.open("how").click("input[name=relationship]");
        center.tab().await(inside(".draft .main:enabled"));
        assertThat(center.text(".draft")).contains("Tone: Playful", "How often: at most 7 a week", "What is over the limit: comes later", "Text message, How often: at most 3 a week", "Phone call, Who may call: people");
        assertThat(held().getChosen().getRelationship()).isNull();
        center.click(".draft button:not(.main)");
        assertThat(center.shows(".draft")).isFalse();
        assertThat(center.value(inside("input[name=relationship]") + ".checked").booleanValue()).as("left as it was").isFalse();
        center.click("input[name=relationship]").tab().await(inside(".draft .main:enabled"));
        center.click(".draft .main").said();
        assertThat(held().getChosen().getRelationship()).isEqualTo("family");
    }

    @Test
    void hoursZoneToneAndLanguageAreChosen() {
        center.open("when").click("#when .buttons button:last-of-type");
        center.click("#when .days label:nth-child(6) input");
        center.click("#when .main").said();
        var hours = held().getChosen().getContactHours().get(0);
        assertThat(hours.getDays()).hasSize(6);
        assertThat(hours.getFrom()).isEqualTo("09:00");
        center.select("zone", "Asia/Tokyo").said();
        assertThat(held().getChosen().getTimeZone()).isEqualTo("Asia/Tokyo");
        center.open("how").click("input[name=tone]:not(:checked)").said();
        assertThat(held().getChosen().getTone()).isEqualTo("friendly");
        center.select("language", "Deutsch").tab().await(inside(".center") + ".lang === 'de'");
        assertThat(center.said()).startsWith("Language: Deutsch.");
        assertThat(center.text("h2")).isEqualTo("Ihre Einstellungen bei Fernweg Outdoor");
    }

    @Test
    void aTopicIsChosenByChannelAndCapped() {
        center.choose("t-offers", true).said();
        center.open("td-offers").choose("t-offers-text", false).said();
        assertThat(center.text("#td-offers .notice")).startsWith("If you agree, Fernweg Outdoor GmbH sends you messages");
        assertThat(held().getEffective().getTopics().get("offers").getChannels().get("text").getValue()).isFalse();
        center.select("tf-offers", "at most 1 a week").tab().await(inside(".draft .main:enabled"));
        center.click(".draft .main").said();
        assertThat(held().getChosen().getTopics().get("offers").getFrequency().getPer()).isEqualTo(Per.WEEK);
        center.open("channels").choose("c-email", false);
        assertThat(center.said()).startsWith("E-mail: No.");
        center.select("cc-voice", "people").said();
        assertThat(held().getChosen().getChannels().get("voice").getCallers()).hasSize(1);
    }

    @Test
    void aPauseIsBegunAndEnded() {
        center.open("often").click("#often .buttons button:nth-child(2)");
        assertThat(center.said()).startsWith("Pause everything: for 30 days.");
        assertThat(center.text(".state")).startsWith("Paused until ");
        center.click("#often .buttons button:nth-child(4)");
        assertThat(center.said()).startsWith("What you chose holds again. Comes from now on: Rental reminders and Care and repair.");
        assertThat(held().getChosen().getPaused()).isNull();
    }
}
