package dev.heed.store;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the write-ahead log holds into the database file, beside the writer rather than in its way.
 *
 * <p>Left to SQLite, the commit that fills the log waits until all of it is copied and synced. Here another connection copies while commits go on;
 * what they add meanwhile is little, and the writer copies that itself once the log has grown long, for only a log that was copied whole begins anew.
 */
final class Backfill implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
    private static final long PAUSE_MILLIS = 200;
    private static final long LONG_LOG_PAGES = 20_000;
    private static final int MOST_PASSES = 5;
    private static final int EMPTYING_TRIES = 3;
    private static final long EMPTYING_SECONDS = 20;

    private final Supplier<Session> sessions;
    private final Semaphore commits = new Semaphore(0);
    private final Queue<CompletableFuture<Boolean>> emptyings = new ConcurrentLinkedQueue<>();
    private final Thread copier;
    private volatile boolean logIsLong;
    private volatile boolean closed;

    Backfill(Supplier<Session> sessions) {
        this.sessions = sessions;
        this.copier = new Thread(this::run, "heed-backfill");
        this.copier.setDaemon(true);
        this.copier.start();
    }

    /** Call after each commit, on the writer's thread with the writer's connection. */
    void afterCommit(Session writer) {
        if (commits.availablePermits() == 0) {
            commits.release();
        }
        if (logIsLong) {
            logIsLong = false;
            writer.backfill();
        }
    }

    /**
     * Copies everything and leaves nothing in the log; waits for it.
     *
     * @return false when readings or writings kept it from that for long
     */
    boolean emptyLog() {
        var emptying = new CompletableFuture<Boolean>();
        emptyings.add(emptying);
        commits.release();
        try {
            return emptying.get(EMPTYING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException late) {
            return false;
        }
    }

    private void empty(Session session) {
        for (var emptying = emptyings.peek(); emptying != null; emptying = emptyings.peek()) {
            boolean empty = false;
            for (int i = 0; i < EMPTYING_TRIES && !empty && !closed; i++) {
                empty = session.emptyLog();
            }
            emptyings.remove().complete(empty);
        }
    }

    private void run() {
        Session session = null;
        while (!closed) {
            try {
                commits.acquire();
                if (!closed) {
                    session = session == null ? sessions.get() : session;
                    empty(session);
                    logIsLong = isLongYet(session);
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException stopped) {
                LOG.debug("the copier was interrupted; it goes on until it is closed");
            } catch (RuntimeException failure) {
                // Nothing is lost: what was committed stays in the log until it is copied.
                LOG.warn("copying the write-ahead log into the database failed; it is tried again", failure);
                discard(session);
                session = null;
            }
        }
        discard(session);
    }

    /**
     * Copies, more than once where the log is long: less is committed during each pass than during the one before. What SQLite syncs into the database file
     * here, it need not sync on the writer's thread, while all who write wait.
     */
    private static boolean isLongYet(Session session) {
        long pages = session.backfill();
        for (int pass = 1; pass < MOST_PASSES && pages > LONG_LOG_PAGES; pass++) {
            pages = session.backfill();
        }
        return pages > LONG_LOG_PAGES;
    }

    private static void discard(Session session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (RuntimeException failure) {
            LOG.debug("closing a connection failed", failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        copier.interrupt();
        try {
            copier.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
