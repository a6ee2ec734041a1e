package dev.heed.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.App;
import dev.heed.Config;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.consent.Circumstances;
import dev.heed.customer.CustomerId;
import dev.heed.sdk.model.Per;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That rows are written later than what they hold is answered makes no difference to anybody. */
class WriteBehindTest {
    private static final List<String> CUSTOMERS = IntStream.range(0, 30).mapToObj(i -> "c-" + i).toList();
    /** Room for few who are remembered, and for fewer who wait. */
    private static final Map<String, String> LITTLE = Map.of("HEED_CACHE_BYTES", "80000");
    /** Room for one who waits, and for none who is remembered and chose as much as {@link #MUCH}. */
    private static final Map<String, String> TOO_LITTLE = Map.of("HEED_CACHE_BYTES", "8000");
    private static final String MUCH = "{\"tone\":\"plain\"," + String.join(",", refused("channels", "email", "text", "voice", "post", "push", "messenger"),
        refused("topics", "offers", "new_arrivals", "newsletter", "events", "rental_reminders", "product_care"),
        refused("purposes", "recommendations", "usage_analytics", "targeted_advertising", "partner_sharing", "customer_care", "product_improvement")) + "}";

    @TempDir
    private Path folder;

    private Map<String, String> settings(Path data) {
        return Map.of("HEED_PORT", "0", "HEED_DATA", data.toString(), "HEED_DATABASE", "jdbc:sqlite:" + data.resolve("heed.db"));
    }

    private App app(Path data) {
        return new App(Config.of(settings(data)), Clock.systemUTC());
    }

    private static long rows(App app) {
        return app.database().read(tx -> tx.handle().createQuery("select count(*) from preferences").mapTo(Long.class).one());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> chosen(App app) {
        var brand = app.brand(Given.SHOP).orElseThrow();
        return CUSTOMERS.stream().collect(HashMap::new, (all, id) -> {
            var preferences = app.preferences().current(new CustomerId(brand, id));
            all.put(id, preferences.version() + " " + new String(preferences.chosen().bytes()) + new String(preferences.standing().bytes()));
        }, Map::putAll);
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
            assertThat(beside.preferences().current(customer).version()).isZero();
            try (var server = app(folder.resolve("data"))) {
                server.serve();
                Given.fill(server, Given.SHOP, 1);
            }
            assertThat(beside.database().write(tx -> change(beside, tx, customer, "{\"tone\":\"expert\"}")).version()).isEqualTo(2);
            assertThat(beside.check(Integer.MAX_VALUE)).isEmpty();
        }
    }

    @Test
    void nobodyIsServedWhatWasBeforeWhileRowsAreWrittenUnderneath() throws Exception {
        try (var given = Given.server(LITTLE, Clock.systemUTC())) {
            var app = given.app();
            var brand = app.brand(Given.SHOP).orElseThrow();
            var answered = new ConcurrentHashMap<String, Long>();
            var done = new AtomicBoolean();
            var older = new AtomicInteger();
            var writing = new Thread(() -> whileNot(done, () -> app.preferences().writeBehind()));
            Function<Integer, Thread> reading = offset -> new Thread(() -> whileNot(done, () -> CUSTOMERS.forEach(id -> {
                long known = answered.getOrDefault(id, 0L);
                long inTransaction = app.database().read(tx -> app.preferences().newest(tx, new CustomerId(brand, id))).version();
                if (inTransaction < known || app.preferences().current(new CustomerId(brand, id)).version() < known) {
                    older.incrementAndGet();
                }
            })));
            var threads = List.of(writing, reading.apply(0), reading.apply(7));
            threads.forEach(Thread::start);
            Given.together(4, () -> {
                var client = given.client(Role.APP);
                for (int i = 0; i < 60; i++) {
                    int max = i + 1;
                    var id = CUSTOMERS.get((int) (Thread.currentThread().getId() * 11 + i * 7) % CUSTOMERS.size());
                    long version = client.customers().get(id).preferences().change(choice -> choice.atMost(max, Per.WEEK).topic(max % 2 == 0 ? "offers" : "events").allow()).value().getVersion();
                    answered.merge(id, version, Math::max);
                }
                return null;
            });
            done.set(true);
            for (var thread : threads) {
                thread.join();
            }

            assertThat(older).hasValue(0);
            assertThat(app.check(Integer.MAX_VALUE)).isEmpty();
            var before = chosen(app);
            given.restart();
            assertThat(chosen(given.app())).isEqualTo(before);
            assertThat(given.app().check(Integer.MAX_VALUE)).isEmpty();
        }
    }

    @Test
    void whoFindsNoRoomToWaitBuildsOnTheirOwnChangeInTheSameCommit() {
        try (var given = Given.server(LITTLE, Clock.systemUTC())) {
            var app = given.app();
            Given.fill(app, Given.SHOP, 20);    // more than there is room for, and one
            Given.fill(app, Given.SHOP, 20, 1);
            var customer = new CustomerId(app.brand(Given.SHOP).orElseThrow(), "c-20");
            long version = app.database().write(tx -> {
                change(app, tx, customer, "{\"tone\":\"plain\"}");
                return change(app, tx, customer, "{\"tone\":\"expert\"}");
            }).version();
            assertThat(version).isEqualTo(3);
            assertThat(app.check(Integer.MAX_VALUE)).isEmpty();
        }
    }

    @Test
    void whoReadsWhatWasThereBeforeARowWasWrittenStillFindsTheNewest() throws Exception {
        try (var given = Given.server(TOO_LITTLE, Clock.systemUTC())) {
            var app = given.app();
            var customer = new CustomerId(app.brand(Given.SHOP).orElseThrow(), "c-1");
            app.database().write(tx -> change(app, tx, customer, MUCH));
            app.preferences().writeBehind();
            var writing = new Thread(() -> app.preferences().writeBehind());
            var found = app.database().read(tx -> {
                long row = row(tx);
                app.database().write(write -> change(app, write, customer, "{\"tone\":\"expert\"}"));
                writing.start();
                while (app.database().read(WriteBehindTest::row) == row) {
                    Thread.onSpinWait();
                }
                assertThat(joined(writing, Duration.ofMillis(300))).as("it waits for this reading").isFalse();
                assertThat(row(tx)).as("this reading sees the row as it was").isEqualTo(row);
                return app.preferences().newest(tx, customer).version();
            });
            writing.join();
            assertThat(found).isEqualTo(2);
        }
    }

    private static String refused(String kind, String... ids) {
        return Stream.of(ids).map(id -> "\"" + id + "\":{\"allowed\":false}").collect(Collectors.joining(",", "\"" + kind + "\":{", "}"));
    }

    private static long row(Tx tx) {
        return tx.handle().createQuery("select max(version) from preferences").mapTo(Long.class).one();
    }

    private static Preferences change(App app, Tx tx, CustomerId customer, String patch) {
        return app.preferences().change(tx, customer, new Change(json(patch), Circumstances.of(json("{}")), any -> true));
    }

    private static boolean joined(Thread thread, Duration within) {
        try {
            thread.join(within.toMillis());
            return !thread.isAlive();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void whileNot(AtomicBoolean done, Runnable work) {
        while (!done.get()) {
            work.run();
        }
    }

    @Test
    void whoWasErasedIsInNoRowAndInNoMemoryAfterwards() {
        try (var given = Given.server()) {
            var customers = given.client(Role.ADMIN).customers();
            customers.get("c-1").preferences().change(choice -> choice.tone("expert"));
            customers.get("c-1").erase();
            given.app().preferences().writeBehind();
            assertThat(customers.get("c-1").preferences().read().value().getChosen().getTone()).isNull();
            given.restart();
            assertThat(given.client(Role.ADMIN).customers().get("c-1").preferences().read().value().getVersion()).isEqualTo(2);
            assertThat(given.app().check(Integer.MAX_VALUE)).isEmpty();
        }
    }
}
