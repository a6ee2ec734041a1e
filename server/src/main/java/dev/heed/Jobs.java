package dev.heed;

import dev.heed.http.Server;
import dev.heed.store.Database;
import dev.heed.webhook.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens by the clock: forgetting what is kept for a while only, a little at a time. */
final class Jobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int MOST_AT_ONCE = 500;
    private static final int EVERY_SECONDS = 30;

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "heed-jobs"));

    Jobs(Database database, Outbox outbox, Server server, Clock clock, int eventDays) {
        clockwork.scheduleWithFixedDelay(() -> forget(database, outbox, server, clock, Duration.ofDays(eventDays)), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private static void forget(Database database, Outbox outbox, Server server, Clock clock, Duration eventsKept) {
        try {
            int forgotten;
            do {
                forgotten = database.write(tx -> Math.max(server.forgetAnswers(tx, MOST_AT_ONCE), outbox.forget(tx, clock.instant(), eventsKept, MOST_AT_ONCE)));
            } while (forgotten == MOST_AT_ONCE);
        } catch (RuntimeException failure) {
            LOG.error("forgetting failed; it is tried again in {} seconds", EVERY_SECONDS, failure);
        }
    }

    @Override
    public void close() {
        clockwork.shutdown();
    }
}
