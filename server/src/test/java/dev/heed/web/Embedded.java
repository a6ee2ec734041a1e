package dev.heed.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.browser.Chromium;
import dev.heed.browser.Tab;
import dev.heed.store.Json;
import java.util.List;

/** The preference center in a page of a brand, as a person uses it. */
final class Embedded implements AutoCloseable {
    private static final String ELEMENT = "document.querySelector('preference-center')";
    private static final String ROOT = ELEMENT + ".shadowRoot";

    private final Tab tab;
    private final BrandPage page;

    private Embedded(Tab tab, BrandPage page) {
        this.tab = tab;
        this.page = page;
    }

    /** Opens it with attributes as a query, such as {@code lang=de}, and waits until it shows something else than that it loads. */
    static Embedded opened(Chromium browser, BrandPage page, String attributes) {
        var embedded = new Embedded(browser.open().sized(768, 900, "light"), page);
        embedded.go("/?" + attributes);
        return embedded;
    }

    Embedded go(String path) {
        tab.go(page.url() + path).await(ROOT + "?.querySelector('.ready, .broken')");
        return this;
    }

    Tab tab() {
        return tab;
    }

    /** An element inside, as a script. */
    static String inside(String selector) {
        return ROOT + ".querySelector(" + Json.object().textNode(selector) + ")";
    }

    Embedded click(String selector) {
        tab.click(inside(selector));
        return this;
    }

    /** Clicks on yes or no of a question, by its key, such as {@code t-offers}. */
    Embedded choose(String question, boolean yes) {
        return click("[aria-labelledby=" + question + "-l] label:" + (yes ? "first" : "last") + "-child");
    }

    /** Opens a part by keyboard: where it is may change while a list above it arrives. */
    Embedded open(String section) {
        tab.run(inside("#" + section + " > summary") + ".focus()");
        tab.press("Enter");
        tab.await(inside("#" + section + "[open] > .body > *"));
        return this;
    }

    /** Chooses from a list, as a person does. */
    Embedded select(String list, String text) {
        tab.run("(() => { const list = " + inside("#" + list) + "; list.value = [...list.options].find(option => option.text === " + Json.object().textNode(text)
            + ").value; list.dispatchEvent(new Event('change', {bubbles: true})); })()");
        return this;
    }

    /** Waits until what was just done is said, and gives it. */
    String said() {
        tab.await(inside(".note [role=status]") + ".textContent || " + inside(".note [role=alert]") + ".textContent");
        tab.await("!" + inside(".center") + ".matches('[aria-busy=true]')");
        return tab.run(inside(".note") + ".innerText").textValue().replaceAll("\\s+", " ").strip();
    }

    /** Forgets what was said and asked for, so that what comes next can be told from it. */
    Embedded quiet() {
        tab.forgetting();
        return this;
    }

    JsonNode value(String script) {
        return tab.run(script);
    }

    String text(String selector) {
        return tab.run(inside(selector) + "?.innerText ?? ''").textValue();
    }

    boolean shows(String selector) {
        return tab.run("Boolean(" + inside(selector) + ")").booleanValue();
    }

    /** Which answer of a question is ticked: yes, no, or nothing. */
    String ticked(String question) {
        return tab.run("(() => { const [yes, no] = " + ROOT + ".querySelectorAll('[aria-labelledby=" + question + "-l] input'); return yes.checked ? 'yes' : no.checked ? 'no' : ''; })()").textValue();
    }

    /** The key, id or text of what has the focus inside. */
    String focused() {
        return tab.run("(e => e ? e.name || e.id || e.innerText.split('\\n')[0] : '')(" + ROOT + ".activeElement)").textValue();
    }

    /** The events that the page heard, by name. */
    String heard() {
        return tab.run("events.map(event => event.name).join(' ')").textValue();
    }

    /** How many requests of a method the page made since it was quiet. */
    long asked(String method) {
        return tab.requested().stream().filter(request -> request.startsWith(method + " ")).count();
    }

    /** Whatever the browser complained of, but for answers that a test means to get. */
    void complainsOfNothingBut(String... forms) {
        assertThat(tab.complaints()).allMatch(complaint -> List.of(forms).stream().anyMatch(complaint::contains));
    }

    @Override
    public void close() {
        tab.close();
    }
}
