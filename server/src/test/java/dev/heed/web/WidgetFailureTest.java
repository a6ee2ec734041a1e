package dev.heed.web;

import static dev.heed.web.Embedded.inside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sdk.model.Preferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the preference center does when something fails, and what it tells the page. */
class WidgetFailureTest {
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
        center.close();
    }

    private Preferences held() {
        return STAND.customer(customer).preferences().read().value();
    }

    @Test
    void whatFailsIsTakenBackAndSaidAndTheFocusStays() {
        center.tab().blocking("*/preferences");
        center.choose("t-offers", true);
        center.tab().await(inside(".note [role=alert]") + ".textContent");
        assertThat(center.text(".note")).isEqualTo("No connection. Everything is as it was.");
        assertThat(center.ticked("t-offers")).isEmpty();
        assertThat(center.focused()).isEqualTo("t-offers");
        assertThat(center.heard()).isEqualTo("load change error");
        center.tab().blocking("");
        center.choose("t-offers", true);
        assertThat(center.said()).startsWith("Offers: Yes.");
        assertThat(center.ticked("t-offers")).isEqualTo("yes");
    }

    @Test
    void whatCannotBeLoadedIsTriedAgain() {
        center.tab().blocking("*/v1/catalog");
        center.go("/?again");
        assertThat(center.text(".broken")).contains("Your choices did not load.", "Try again");
        center.tab().blocking("");
        center.click(".broken .main").tab().await(inside(".ready"));
    }

    @Test
    void theEndOfTheSessionKeepsTheChoicesThatWereNotSaved() {
        center.value("(() => { const fetched = window.fetch; window.fetch = (url, options) => fetched(url, String(url).includes('/v1/')"
            + " ? {...options, headers: {...options.headers, Authorization: window.over ? 'Bearer over' : options.headers.Authorization}} : options); window.over = true; })()");
        STAND.page().holding("");
        center.tab().connection(true, 150);
        center.choose("t-newsletter", true).choose("t-offers", true).tab().await(inside(".broken"));
        center.tab().connection(true, 0).await("events.filter(event => event.name === 'expired').length === 2");
        assertThat(center.text(".broken")).contains("Your session has ended. Your choice is kept.", "Sign in");
        assertThat(held().getVersion()).isZero();
        center.click(".broken .main").tab().await("events.filter(event => event.name === 'expired').length === 3 && " + inside(".broken"));
        assertThat(center.text(".broken")).as("nobody signed in yet").contains("Your choice is kept.");
        STAND.page().signedIn(customer);
        center.value("window.over = false");
        center.click(".broken .main").tab().await(inside(".ready"));
        assertThat(center.said()).startsWith("Offers: Yes. Comes from now on: Offers and Newsletter.");
        assertThat(held().getEffective().getTopics().get("offers").getAllowed().getValue()).isTrue();
        assertThat(held().getEffective().getTopics().get("newsletter").getAllowed().getValue()).isTrue();
        assertThat(center.heard()).contains("expired", "saved");
    }

    @Test
    void aCredentialThatIsNoLongerTakenIsAskedForOnceMore() {
        center.value("(() => { let first = true; const fetched = window.fetch; window.fetch = (url, options) => { const old = first && options?.method === 'PATCH';"
            + " if (old) first = false; return fetched(url, old ? {...options, headers: {...options.headers, Authorization: 'Bearer old'}} : options); }; })()");
        center.choose("t-offers", true);
        assertThat(center.said()).startsWith("Offers: Yes.");
        assertThat(center.value("asked").intValue()).isEqualTo(2);
    }

    @Test
    void withoutAConnectionItSaysSo() {
        center.tab().connection(false, 0).await(inside(".state"));
        assertThat(center.text(".state")).isEqualTo("No connection.");
        center.tab().connection(true, 0).await("!" + inside(".state"));
    }

    @Test
    void aPageMayForbidAChange() {
        center.value("document.querySelector('preference-center').addEventListener('heed-change', event => event.preventDefault())");
        center.quiet().choose("t-offers", true);
        assertThat(center.ticked("t-offers")).isEmpty();
        assertThat(center.asked("PATCH")).isZero();
        assertThat(center.value("JSON.stringify(events.at(-1))").textValue()).isEqualTo("{\"name\":\"change\",\"detail\":{\"patch\":{\"topics\":{\"offers\":{\"allowed\":true}}}}}");
        center.click(".stop");
        assertThat(center.text(".stop")).as("nor a stop").isEqualTo("Stop everything");
    }

    @Test
    void choicesMadeFastAreAllSavedInOrder() {
        center.tab().connection(true, 150);
        center.choose("t-offers", true).choose("t-newsletter", true).choose("t-offers", false).choose("t-events", true);
        center.tab().connection(true, 0).await(inside(".center[aria-busy=false]"));
        center.said();
        var topics = held().getChosen().getTopics();
        assertThat(topics.get("offers").getAllowed()).isFalse();
        assertThat(topics.get("newsletter").getAllowed()).isTrue();
        assertThat(topics.get("events").getAllowed()).isTrue();
        assertThat(held().getVersion()).isEqualTo(4);
    }

    @Test
    void nothingIsStoredAndTheAddressStaysClean() {
        center.choose("t-offers", true).said();
        assertThat(center.value("JSON.stringify([localStorage.length, sessionStorage.length, document.cookie, location.search + location.hash, (await indexedDB.databases()).length])"
            .replaceFirst("^", "(async () => ") + ")()").textValue()).isEqualTo("[0,0,\"\",\"\",0]");
        assertThat(center.tab().requested()).noneMatch(request -> request.contains("eyJ"));
    }

    @Test
    void theNextCustomerSeesNothingOfTheLast() {
        center.choose("t-offers", true).said();
        center.open("history");
        STAND.page().signedIn(customer + "-next");
        center.value("(() => { const element = document.querySelector('preference-center'); element.token = element.token; })()");
        center.tab().await("events.filter(event => event.name === 'load').length === 2");
        assertThat(center.ticked("t-offers")).isEmpty();
        assertThat(center.text(".note")).isBlank();
        center.open("history").tab().await(inside("#history p") + "?.textContent === 'Nothing yet.'");
        assertThat(center.text("#history .body")).isEqualTo("Nothing yet.");
    }
}
