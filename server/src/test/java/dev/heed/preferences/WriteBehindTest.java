package dev.heed.preferences;

import static dev.heed.preferences.RowsBehind.CUSTOMERS;
import static dev.heed.preferences.RowsBehind.app;
import static dev.heed.preferences.RowsBehind.change;
import static dev.heed.preferences.RowsBehind.chosen;
import static dev.heed.preferences.RowsBehind.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.customer.CustomerId;
import dev.heed.sdk.model.Per;
import dev.heed.store.Tx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That rows are written later than what they hold is answered makes no difference to anybody. */
class WriteBehindTest {
    /** Room for few who are remembered, and for fewer who wait. */
    private static final Map<String, String> LITTLE = Map.of("HEED_CACHE_BYTES", "80000");
    /** Room for one who waits, and for none who is remembered and chose as much as {@link #MUCH}. */
    private static final Map<String, String> TOO_LITTLE = Map.of("HEED_CACHE_BYTES", "8000");
    private static final String MUCH = "{\"tone\":\"plain\"," + String.join(",", refused("channels", "email", "text", "voice", "post", "push", "messenger"),
        refused("topics", "offers", "new_arrivals", "newsletter", "events", "rental_reminders", "product_care"),
        refused("purposes", "recommendations", "usage_analytics", "targeted_advertising", "partner_sharing", "customer_care", "product_improvement")) + "}";

    @TempDir
    private Path folder;

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
    void whoChoseMuchTakesMoreOfTheRoomToWaitAndGivesItBack() {
        try (var app = app(folder.resolve("data"), LITTLE)) {
            var brand = app.createBrand(Given.SHOP, Given.catalog());
            for (var id : CUSTOMERS) {
                app.database().write(tx -> change(app, tx, new CustomerId(brand, id), "{\"tone\":\"plain\"}"));
            }
            long little = rows(app);
            app.preferences().writeBehind();
            assertThat(rows(app)).isEqualTo(30);
            for (var id : CUSTOMERS) {
                app.database().write(tx -> change(app, tx, new CustomerId(brand, id), MUCH));
            }
            long much = app.database().read(tx -> tx.handle().createQuery("select count(*) from preferences where version > 1").mapTo(Long.class).one());
            assertThat(much).as("written at once").isGreaterThan(little + 5).isLessThan(30);
            assertThat(app.check(Integer.MAX_VALUE)).isEmpty();
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
