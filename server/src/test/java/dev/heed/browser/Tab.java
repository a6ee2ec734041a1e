package dev.heed.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tab of the browser: what a person does in it, and what it says. */
public final class Tab implements AutoCloseable {
    private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13, "Escape", 27, "ArrowDown", 40, "ArrowUp", 38, "ArrowRight", 39, "ArrowLeft", 37, " ", 32);
    private static final int SHIFT = 8;

    private final Chromium browser;
    private final String context;
    private final String session;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requested = new CopyOnWriteArrayList<>();

    Tab(Chromium browser, String context, String session) {
        this.browser = browser;
        this.context = context;
        this.session = session;
    }

    void listen() {
        List.of("Page", "Runtime", "Log", "Network").forEach(domain -> ask(domain + ".enable", Json.object()));
        ask("Page.addScriptToEvaluateOnNewDocument", Json.object().put("source",
            "addEventListener('securitypolicyviolation', event => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))"));
    }

    void heard(JsonNode event) {
        var said = event.get("params");
        switch (event.get("method").textValue()) {
            case "Runtime.exceptionThrown" -> complaints.add(said.at("/exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> complaints.add(said.get("type").textValue() + " " + said.get("args"));
            case "Log.entryAdded" -> complaints.add(said.at("/entry/level").textValue() + " " + said.at("/entry/text").textValue() + " " + said.at("/entry/url").asText());
            case "Network.requestWillBeSent" -> requested.add(said.at("/request/method").textValue() + " " + said.at("/request/url").textValue());
            default -> { }
        }
    }

    private JsonNode ask(String method, ObjectNode parameters) {
        return browser.ask(session, method, parameters);
    }

    /** A window of this many pixels, in light or dark. */
    public Tab sized(int width, int height, String scheme) {
        ask("Emulation.setDeviceMetricsOverride", Json.object().put("width", width).put("height", height).put("deviceScaleFactor", 1).put("mobile", false));
        var media = Json.object();
        media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", scheme);
        ask("Emulation.setEmulatedMedia", media);
        return this;
    }

    public Tab go(String url) {
        ask("Page.navigate", Json.object().put("url", url));
        await("document.readyState === 'complete' && location.href === " + Json.object().textNode(url));
        return this;
    }

    /** What the device or its owner prefers: media features, each a name and a value. */
    public Tab preferring(String... features) {
        var media = Json.object();
        var list = media.putArray("features");
        for (int i = 0; i < features.length; i += 2) {
            list.addObject().put("name", features[i]).put("value", features[i + 1]);
        }
        ask("Emulation.setEmulatedMedia", media);
        return this;
    }

    /** Takes the connection away, or gives it back; an answer takes so many milliseconds longer. */
    public Tab connection(boolean there, int latencyMilliseconds) {
        ask("Network.emulateNetworkConditions", Json.object().put("offline", !there).put("latency", latencyMilliseconds).put("downloadThroughput", -1).put("uploadThroughput", -1));
        return this;
    }

    /** Lets no request through whose address has this form; an empty one lets all through again. */
    public Tab blocking(String form) {
        var blocked = Json.object();
        var urls = blocked.putArray("urls");
        if (!form.isEmpty()) {
            urls.add(form);
        }
        ask("Network.setBlockedURLs", blocked);
        return this;
    }

    /** Clicks, as a mouse does, in the middle of what a script gives. */
    public Tab click(String element) {
        var place = run("(() => { const target = " + element + "; target.scrollIntoView({block: 'center'}); const box = target.getBoundingClientRect();"
            + " return [box.x + box.width / 2, box.y + box.height / 2]; })()");
        for (var type : List.of("mousePressed", "mouseReleased")) {
            ask("Input.dispatchMouseEvent", Json.object().put("type", type).put("x", place.get(0).doubleValue()).put("y", place.get(1).doubleValue()).put("button", "left").put("clickCount", 1));
        }
        return this;
    }

    /** What a script gives, as it is seen: the bytes of a picture. */
    public byte[] seen(String element) {
        run("scrollTo(0, 0)");
        var box = run("(() => { const box = (" + element + ").getBoundingClientRect(); return {x: box.x, y: box.y, width: box.width, height: box.height}; })()");
        var clip = ((ObjectNode) box).put("scale", 1);
        var asked = Json.object().put("format", "png").put("captureBeyondViewport", true);
        asked.set("clip", clip);
        return Base64.getDecoder().decode(ask("Page.captureScreenshot", asked).get("data").textValue());
    }

    /** What a script gives, once it is done. */
    public JsonNode run(String script) {
        var result = ask("Runtime.evaluate", Json.object().put("expression", script).put("awaitPromise", true).put("returnByValue", true).put("userGesture", true));
        assertThat(result.has("exceptionDetails")).as(script + ": " + result.path("exceptionDetails")).isFalse();
        return result.path("result").path("value");
    }

    /** Loads the page again, and returns once the new one is there: what is asked of one that is about to go is never answered. */
    public Tab reload() {
        return go(run("location.href").textValue());
    }

    /** Waits in the page until something is so. */
    public Tab await(String condition) {
        var found = runWhereverItIs("new Promise(done => { const end = Date.now() + 15000; const look = () => { if (" + condition + ") done(true); else if (Date.now() > end) done(false);"
            + " else setTimeout(look, 15); }; look(); })");
        assertThat(found.booleanValue()).as("in time: " + condition + "\n" + (found.booleanValue() ? "" : complaints + " " + run("document.body.innerText"))).isTrue();
        return this;
    }

    /** Runs a script that changes nothing, again where the document was replaced meanwhile. */
    private JsonNode runWhereverItIs(String script) {
        try {
            return run(script);
        } catch (CompletionException replaced) {
            return run(script);
        }
    }

    /** The text of what a selector finds first, without what is hidden. */
    public String text(String selector) {
        return run("document.querySelector(" + Json.object().textNode(selector) + ").innerText").textValue();
    }

    public Tab type(String text) {
        ask("Input.insertText", Json.object().put("text", text));
        return this;
    }

    public Tab press(String key) {
        return press(key, 0);
    }

    public Tab pressBack(String key) {
        return press(key, SHIFT);
    }

    private Tab press(String key, int modifiers) {
        var down = Json.object().put("type", "keyDown").put("key", key).put("code", key.equals(" ") ? "Space" : key).put("windowsVirtualKeyCode", KEYS.get(key)).put("modifiers", modifiers);
        if (key.equals("Enter") || key.equals(" ")) {
            down.put("text", key.equals("Enter") ? "\r" : " ");
        }
        ask("Input.dispatchKeyEvent", down);
        ask("Input.dispatchKeyEvent", down.deepCopy().put("type", "keyUp").without(List.of("text")));
        return this;
    }

    /** What has the focus, in words: its id, else its text. */
    public String focused() {
        return run("(e => e.id || e.getAttribute('aria-label') || e.innerText)(document.activeElement)").textValue();
    }

    /** The rules of axe that the page breaks, each with where. */
    public List<String> axe() {
        return axe("document");
    }

    /** The same for a part of it, named by a selector in quotes. */
    public List<String> axe(String part) {
        if (!run("Boolean(window.axe)").booleanValue()) {
            run(axeSource());
        }
        var found = run("axe.run(" + part + ", {resultTypes: ['violations']}).then(found => JSON.stringify(found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target + ' ' + node.failureSummary).join('; '))))");
        var violations = new java.util.ArrayList<String>();
        Json.read(found.textValue().getBytes(StandardCharsets.UTF_8)).forEach(violation -> violations.add(violation.textValue()));
        return violations;
    }

    private static String axeSource() {
        try (var in = Tab.class.getClassLoader().getResourceAsStream("axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The whole page as a picture, in target/pictures, for people to look at. */
    public void picture(String name) {
        var data = ask("Page.captureScreenshot", Json.object().put("format", "png").put("captureBeyondViewport", true)).get("data").textValue();
        try {
            Files.createDirectories(Path.of("target/pictures"));
            Files.write(Path.of("target/pictures", name + ".png"), Base64.getDecoder().decode(data));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whatever the browser complained of: errors, warnings, breaches of the policy. */
    public List<String> complaints() {
        return complaints;
    }

    /** Every address that was asked for. */
    public List<String> requested() {
        return requested;
    }

    /** Forgets what was asked for until now. */
    public Tab forgetting() {
        requested.clear();
        complaints.clear();
        return this;
    }

    @Override
    public void close() {
        browser.ask("", "Target.disposeBrowserContext", Json.object().put("browserContextId", context));
    }
}
