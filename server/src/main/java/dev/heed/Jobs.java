package dev.heed;

import dev.heed.decision.Decisions;
import dev.heed.feedback.Feedback;
import dev.heed.http.Server;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.rights.Erasure;
import dev.heed.store.Database;
import dev.heed.store.Tx;
import dev.heed.tally.Tally;
import dev.heed.webhook.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens by the clock, a little at a time: forgetting what is kept for a while only, overwriting what was erased, counting, and writing preferences into their rows. */
final class Jobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int MOST_AT_ONCE = 500;
    private static final int EVERY_SECONDS = 30;
    private static final int WRITTEN_EVERY_SECONDS = 4;

    private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(2, work -> new Thread(work, "heed-jobs"));

    Jobs(Database database, PreferenceCenter preferences, Outbox outbox, Decisions decisions, Feedback feedback, Erasure erasure, Tally tally, Server server, Clock clock, Config config) {
        clockwork.scheduleWithFixedDelay(() -> {
            attempt("forgetting answers", () -> forget(database, tx -> server.forgetAnswers(tx, MOST_AT_ONCE)));
            attempt("forgetting events", () -> forget(database, tx -> outbox.forget(tx, clock.instant(), Duration.ofDays(config.eventDays()), MOST_AT_ONCE)));
            attempt("forgetting contacts", () -> forget(database, tx -> decisions.forget(tx, clock.instant().minus(Duration.ofDays(config.contactDays())), MOST_AT_ONCE)));
            attempt("forgetting feedback", () -> forget(database, tx -> feedback.forget(tx, clock.instant().minus(Duration.ofDays(config.contactDays())), MOST_AT_ONCE)));
            attempt("overwriting what was erased", erasure::overwrite);
            attempt("counting", tally::catchUp);
        }, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(() -> attempt("writing preferences into their rows", preferences::writeBehind), WRITTEN_EVERY_SECONDS, WRITTEN_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Does something once, as soon as there is a thread for it. */
    void soon(String what, Runnable work) {
        clockwork.execute(() -> attempt(what, work));
    }

    /** Whatever was thrown, an error too, must not reach the clockwork: it would never try again. */
    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) {
            LOG.error("{} failed; it is tried again, and nothing is lost", what, failure);
        }
    }

    private static void forget(Database database, ToIntFunction<Tx> some) {
        int forgotten;
        do {
            forgotten = database.writePatiently(some::applyAsInt);
        } while (forgotten == MOST_AT_ONCE);
    }

    @Override
    public void close() {
        clockwork.shutdown();
    }
}
