package dev.heed.center;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.browser.Chromium;
import dev.heed.browser.Tab;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.Surface;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With scripts the element takes the form's place, under the same policy and with the same credential. */
class CenterWithTheElementTest {
    private static final String ELEMENT = "document.querySelector('preference-center')";
    private static Chromium browser;
    private static Given given;
    private Tab tab;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        given = Given.server();
        for (var id : List.of("c-1", "c-2")) {
            given.client(Role.APP).customers().get(id).preferences().change(choice -> choice.topic("offers").allow());
        }
    }

    @AfterAll
    static void stop() {
        given.close();
        browser.close();
    }

    @BeforeEach
    void open() {
        tab = browser.open().sized(1280, 900, "light");
    }

    @AfterEach
    void nothingWasComplainedOf() {
        var complaints = List.copyOf(tab.complaints());
        tab.close();
        assertThat(complaints).isEmpty();
    }

    private void stopEverything() {
        tab.await(ELEMENT + "?.shadowRoot?.querySelector('[part=stop]')");
        assertThat(tab.run("document.querySelectorAll('form').length").intValue()).isZero();
        assertThat(tab.axe()).isEmpty();
        tab.run(ELEMENT + ".shadowRoot.querySelector('[part=stop]').click()");
    }

    private Surface surfaceOfTheStop(String customer) {
        var records = given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all().customer(customer)).stream().toList();
        return records.get(records.size() - 1).getSurface();
    }

    private void awaitStopped(String customer) {
        tab.await("fetch('/health/live').then(() => true) && " + ELEMENT + ".shadowRoot.textContent.includes('Undo')");
        assertThat(given.client(Role.APP).customers().get(customer).preferences().read().value().getEffective().getStopped().getValue()).isTrue();
    }

    @Test
    void aLinkOpensTheElement() {
        tab.go(given.client(Role.APP).customers().get("c-1").mintLinks().getPreferenceCenterUrl().toString());
        stopEverything();
        awaitStopped("c-1");
        assertThat(surfaceOfTheStop("c-1")).isEqualTo(Surface.LINK);
        tab.picture("center-element-link");
        assertThat(tab.requested()).allMatch(request -> request.contains(" " + given.url() + "/"));
    }

    @Test
    void soDoesACustomerToken() {
        var token = given.client(Role.APP).customers().get("c-2").mintToken(Duration.ofMinutes(5)).getToken();
        tab.go(given.url() + "/center");
        tab.run("(() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/center'; const field = document.createElement('input'); field.name = 'token'; field.value = '"
            + token + "'; form.append(field); document.body.append(form); form.submit(); })()");
        stopEverything();
        awaitStopped("c-2");
        assertThat(surfaceOfTheStop("c-2")).isEqualTo(Surface.HOSTED_PAGE);
        assertThat(tab.run("location.href").textValue()).doesNotContain(token);
        assertThat(tab.run("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])").textValue()).isEqualTo("[{},{},\"\"]");
    }
}
