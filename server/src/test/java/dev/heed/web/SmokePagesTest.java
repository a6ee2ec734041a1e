package dev.heed.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.browser.Chromium;
import dev.heed.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The element in plain HTML with its integrity checked, and as an npm package in React and Vue: it appears, saves, and its event reaches the page. */
class SmokePagesTest {
    private static final Path BUILT = Path.of("../sdk-web/target/smoke");
    private static final String STOP = "document.querySelector('preference-center')?.shadowRoot?.querySelector('[part=stop]')";
    private static Chromium browser;
    private static Given given;
    private static Page page;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        var building = new ProcessBuilder("../sdk-web/smoke/pages.sh").redirectErrorStream(true).start();
        var said = new String(building.getInputStream().readAllBytes());
        assertThat(building.waitFor()).as(said).isZero();
        browser = Chromium.start();
        given = Given.server();
        page = new Page(given.url(), () -> given.client(Role.APP).customers().get("c-42").mintToken(Duration.ofMinutes(5)).getToken());
        var admin = given.client(Role.ADMIN);
        admin.catalog().publish(admin.catalog().read().value().edit(catalog -> catalog.withObject("/brand").withArray("/allowedOrigins").add(page.origin())));
        var script = Json.read(Files.readAllBytes(Path.of("../sdk-web/target/classes/web/manifest.json"))).get("heed.js");
        page.with("/plain.html", file("plain.html").replace("{file}", "/heed/" + script.get("file").textValue()).replace("{integrity}", script.get("integrity").textValue()));
        page.with("/plain.js", file("plain.js"));
        for (var framework : new String[] {"react", "vue"}) {
            page.with("/" + framework + ".html", file("framework.html").replace("{framework}", framework));
            page.with("/" + framework + ".js", Files.readString(BUILT.resolve(framework + ".js")));
        }
    }

    private static String file(String name) throws IOException {
        return Files.readString(BUILT.resolve(name)).replace("{heed}", given.url());
    }

    @AfterAll
    static void stop() {
        page.close();
        given.close();
        browser.close();
    }

    private static long version() {
        return given.client(Role.APP).customers().get("c-42").preferences().read().value().getVersion();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "react", "vue"})
    void aChangeIsSavedAndThePageIsTold(String kind) {
        long before = version();
        try (var tab = browser.open().sized(390, 844, "light").go(page.origin() + "/" + kind + ".html")) {
            tab.await("Boolean(" + STOP + ")").run(STOP + ".click()");
            tab.await("document.getElementById('saved').textContent === 'saved version " + (before + 1) + "'");
            assertThat(version()).isEqualTo(before + 1);
            assertThat(tab.complaints()).isEmpty();
        }
    }
}
