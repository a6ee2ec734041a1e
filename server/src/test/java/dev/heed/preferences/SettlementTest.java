package dev.heed.preferences;

import static dev.heed.preferences.RowsBehind.app;
import static dev.heed.preferences.RowsBehind.change;
import static dev.heed.preferences.RowsBehind.chosen;
import static dev.heed.preferences.RowsBehind.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.App;
import dev.heed.Given;
import dev.heed.customer.CustomerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server had not written into rows when it ended is there for whoever comes after it. */
class SettlementTest {
    @TempDir
    private Path folder;

    private void serveOnce(Consumer<App> work) {
        try (var server = app(folder.resolve("data"))) {
            server.serve();
            work.accept(server);
        }
    }

    /** What a killed server leaves: its files as they are, with nothing closed. */
    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith("-shm")).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to;
    }

    @Test
    void whatIsInNoRowYetIsThereAfterAKill() throws IOException {
        Map<String, String> before;
        Path killed;
        try (var app = app(folder.resolve("data"))) {
            app.createBrand(Given.SHOP, Given.catalog());
            Given.fill(app, Given.SHOP, 20);
            app.preferences().writeBehind();
            assertThat(rows(app)).isEqualTo(20);
            Given.fill(app, Given.SHOP, 10, 20);
            assertThat(rows(app)).as("rows are written later").isEqualTo(20);
            before = chosen(app);
            killed = copy(folder.resolve("data"), folder.resolve("killed"));
        }
        try (var app = app(killed)) {
            assertThat(app.check(Integer.MAX_VALUE)).isEmpty();
            app.serve();
            assertThat(rows(app)).isEqualTo(30);
            assertThat(chosen(app)).isEqualTo(before);
            Given.fill(app, Given.SHOP, 0, 30);
            assertThat(app.check(Integer.MAX_VALUE)).isEmpty();
        }
        try (var app = app(killed)) {
            assertThat(app.check(Integer.MAX_VALUE)).isEmpty();
        }
    }

    @Test
    void whoChangesWithoutServingBuildsOnWhatAKilledServerLeft() throws IOException {
        Path killed;
        try (var app = app(folder.resolve("data"))) {
            app.createBrand(Given.SHOP, Given.catalog());
            Given.fill(app, Given.SHOP, 3);
            killed = copy(folder.resolve("data"), folder.resolve("killed"));
        }
        try (var app = app(killed)) {
            assertThat(rows(app)).isZero();
            var versions = new ArrayList<Long>();
            app.database().<Void>read(tx -> {
                app.preferences().each(tx, app.brand(Given.SHOP).orElseThrow(), 0, Long.MAX_VALUE, Instant.now(), (number, preferences) -> versions.add(preferences.version()));
                return null;
            });
            assertThat(versions).as("whoever only looks sees it, too").containsExactly(1L, 1L, 1L);
            var customer = new CustomerId(app.brand(Given.SHOP).orElseThrow(), "c-1");
            app.preferences().current(customer);    // what was read before must not be built upon
            var after = app.database().write(tx -> change(app, tx, customer, "{\"tone\":\"expert\"}"));
            assertThat(after.version()).isEqualTo(2);
            assertThat(after.chosen().values()).hasSizeGreaterThan(3);
            assertThat(app.check(Integer.MAX_VALUE)).isEmpty();
        }
    }

    @Test
    void whoReadBeforeAServerCameAndWentBuildsOnWhatItLeft() {
        try (var beside = app(folder.resolve("data"))) {
            beside.createBrand(Given.SHOP, Given.catalog());
            var customer = new CustomerId(beside.brand(Given.SHOP).orElseThrow(), "c-0");
            serveOnce(server -> Given.fill(server, Given.SHOP, 1));
            assertThat(beside.preferences().current(customer).version()).isEqualTo(1);
            serveOnce(server -> server.database().write(tx -> change(server, tx, customer, "{\"tone\":\"plain\"}")));
            assertThat(beside.database().write(tx -> change(beside, tx, customer, "{\"tone\":\"expert\"}")).version()).isEqualTo(3);
            assertThat(beside.check(Integer.MAX_VALUE)).isEmpty();
        }
    }
}
