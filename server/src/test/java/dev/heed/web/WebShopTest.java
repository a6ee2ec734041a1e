package dev.heed.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.browser.Chromium;
import dev.heed.browser.Tab;
import dev.heed.examples.WebShop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example shop in a real browser: a page of another origin, under a strict policy, with the element in it. */
class WebShopTest {
    private static final String ELEMENT = "document.querySelector('preference-center')";
    private static final String STOP = ELEMENT + "?.shadowRoot?.querySelector('[part=stop]')";
    private static Chromium browser;
    private static Given given;
    private static WebShop shop;
    private Tab tab;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        given = Given.server();
        shop = WebShop.open(0, given.url(), given.key(Role.APP));
        var admin = given.client(Role.ADMIN);
        admin.catalog().publish(admin.catalog().read().value().edit(catalog -> catalog.withObject("/brand").withArray("/allowedOrigins").add(shop.origin())));
    }

    @AfterAll
    static void stop() {
        shop.close();
        given.close();
        browser.close();
    }

    @BeforeEach
    void open() {
        tab = browser.open().sized(1280, 900, "light").go(shop.origin() + "/");
    }

    @AfterEach
    void nothingWasComplainedOf() {
        var complaints = tab.complaints();
        tab.close();
        assertThat(complaints).isEmpty();
    }

    private void signIn(String customer) {
        tab.run("document.querySelector('button[value=" + customer + "]').click()");
        tab.await("Boolean(" + STOP + ")");
    }

    @Test
    void whoeverIsSignedInStopsEverythingWithOneClick() {
        signIn("c-42");
        tab.run(STOP + ".click()");
        tab.await(ELEMENT + ".shadowRoot.querySelector('[part=state]')");
        assertThat(given.client(Role.APP).customers().get("c-42").preferences().read().value().getEffective().getStopped().getValue()).isTrue();
        assertThat(given.client(Role.APP).customers().get("c-77").preferences().read().value().getEffective().getStopped().getValue()).isFalse();
    }

    @Test
    void aPageOfAnotherOriginEmbedsItWithoutBarriers() {
        signIn("c-77");
        assertThat(tab.axe()).isEmpty();
        tab.picture("web-shop");
        tab.sized(320, 800, "dark");
        assertThat(tab.run("document.documentElement.scrollWidth").intValue()).isLessThanOrEqualTo(320);
    }

    @Test
    void theKeyNeverReachesTheBrowser() {
        signIn("c-99");
        assertThat(tab.requested()).allSatisfy(url -> assertThat(url).startsWith("http").doesNotContain("heed_app"));
        assertThat(tab.run("document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)").textValue()).isEqualTo("{}{}");
    }
}
