package dev.heed.web;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.browser.Chromium;
import dev.heed.sdk.Customer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server, a page of a brand and a browser for all tests of a class. */
final class Stand implements BeforeAllCallback, AfterAllCallback {
    private final AtomicInteger customers = new AtomicInteger();
    private Given given;
    private BrandPage page;
    private Chromium browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        given = Given.server();
        page = new BrandPage(given);
        browser = Chromium.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        browser.close();
        page.close();
        given.close();
    }

    Given given() {
        return given;
    }

    BrandPage page() {
        return page;
    }

    /** An id that no other test of the class has. */
    String newcomer() {
        return "c-" + customers.incrementAndGet();
    }

    /** A customer, as the brand's backend knows them. */
    Customer customer(String id) {
        return given.client(Role.APP).customers().get(id);
    }

    /** The preference center as a customer who is signed in opens it, with attributes as a query. */
    Embedded opened(String customer, String attributes) {
        return Embedded.opened(browser, page.signedIn(customer), attributes);
    }

    /** The same for whoever holds a credential without signing in. */
    Embedded openedWith(String credential) {
        return Embedded.opened(browser, page.holding(credential), "");
    }
}
