package dev.heed.store;

import dev.heed.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer that runs the writes of many callers in one transaction and syncs once for all of them.
 *
 * <p>One caller's failure harms no other: a write that failed after it had changed something is undone, and the batch run again with a savepoint for
 * each. Nobody is answered before the commit is on disk.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    // Not more: while one batch is on its way to the disk, the callers of the one before are answered and bring the next.
    private static final int MOST_IN_ONE_COMMIT = 24;
    private static final long PATIENCE_MILLIS = 100;

    private final Supplier<Session> sessions;
    private final BlockingQueue<Write<?>> queue;
    private final Thread writer;
    private final Backfill backfill;
    private volatile boolean closing;
    private volatile boolean closed;
    private Session session;

    GroupCommit(Supplier<Session> sessions, int mostWaiting) {
        this.sessions = sessions;
        this.queue = new ArrayBlockingQueue<>(mostWaiting);
        this.session = sessions.get();
        this.backfill = new Backfill(sessions);
        this.writer = new Thread(this::run, "heed-writer");
        this.writer.start();
    }

    /** Queues a write and waits until it is on disk. */
    <T> T write(Function<Tx, T> work) {
        return queued(work, queue::offer).await();
    }

    /** The same, which waits for room in the queue, too. */
    <T> T writePatiently(Function<Tx, T> work) {
        return queued(work, this::offerPatiently).await();
    }

    /** Queues a write; what it returned is there once it is on disk, on the writer's own thread. */
    <T> CompletableFuture<T> begin(Function<Tx, T> work) {
        return queued(work, queue::offer).outcome;
    }

    private <T> Write<T> queued(Function<Tx, T> work, Predicate<Write<?>> offer) {
        if (Thread.currentThread() == writer) {
            throw new IllegalStateException("a write inside a write would wait for itself");
        }
        var write = new Write<>(work);
        if (closing || !offer.test(write)) {
            throw Problem.unavailable("Too many writes are waiting, or the server is stopping.", 1);
        }
        if (closed) {
            // It was queued after the last look into the queue: nobody else would ever answer it.
            write.lost();
        }
        return write;
    }

    private boolean offerPatiently(Write<?> write) {
        try {
            boolean queued = false;
            while (!queued && !closing) {
                queued = queue.offer(write, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            return queued;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** See {@link Backfill#emptyLog}. */
    boolean emptyLog() {
        return backfill.emptyLog();
    }

    /** How many writes wait for the disk. */
    int waiting() {
        return queue.size();
    }

    private void run() {
        var batch = new ArrayList<Write<?>>(MOST_IN_ONE_COMMIT);
        while (true) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, MOST_IN_ONE_COMMIT - 1);
                if (batch.removeIf(write -> write == Write.LAST)) {
                    commit(batch);
                    return;
                }
                commit(batch);
            } catch (InterruptedException stopped) {
                LOG.warn("the writer was interrupted; it goes on until it is closed");
            } catch (Throwable failure) {
                // Without this thread every caller would wait forever.
                LOG.error("the writer failed; it goes on", failure);
                discard();
                batch.forEach(Write::lost);
            } finally {
                batch.clear();
            }
        }
    }

    private void commit(List<Write<?>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<Runnable> afterCommit;
        try {
            if (session == null) {
                session = sessions.get();
            }
            var tx = applied(batch);
            tx.runBeforeCommit();
            afterCommit = tx.takeAfterCommit();
            session.run("commit");
        } catch (Throwable failure) {
            LOG.error("a commit of {} writes failed; the connection is thrown away", batch.size(), failure);
            discard();
            batch.forEach(Write::lost);
            return;
        }
        publish(afterCommit, batch);
        try {
            backfill.afterCommit(session);
        } catch (RuntimeException failure) {
            LOG.warn("copying the write-ahead log into the database failed; the connection is thrown away", failure);
            discard();
        }
    }

    /** Runs the writes in one transaction that is still open. */
    private Tx applied(List<Write<?>> batch) {
        session.run("begin immediate");
        var tx = new Tx(session);
        boolean clean = true;
        for (var write : batch) {
            clean &= write.attempt(tx, session);
        }
        if (clean) {
            return tx;
        }
        session.run("rollback");
        session.run("begin immediate");
        var again = new Tx(session);
        batch.forEach(write -> write.attemptApart(again, session));
        return again;
    }

    /** Where memory could not take over what is on disk, out of memory itself, say, whatever rested on it would be wrong. The next start takes it from the disk. */
    private static void publish(List<Runnable> afterCommit, List<Write<?>> batch) {
        try {
            run(afterCommit);
            batch.forEach(Write::answer);
        } catch (Throwable failure) {
            try {
                LOG.error("what is on disk could not be taken over into memory; the process ends, and starting it again is all that is needed", failure);
            } finally {
                Runtime.getRuntime().halt(1);
            }
        }
    }

    /** What is on disk stays there, whatever fails now. */
    private static void run(List<Runnable> afterCommit) {
        for (var after : afterCommit) {
            try {
                after.run();
            } catch (RuntimeException bug) {
                LOG.error("what had to be done after a commit failed", bug);
            }
        }
    }

    /** The connection's state is unknown: closing it rolls back whatever is left. */
    private void discard() {
        var broken = session;
        session = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (RuntimeException failure) {
                LOG.warn("closing a broken connection failed", failure);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            queue.put(Write.LAST);
            writer.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        closed = true;
        backfill.close();
        queue.forEach(Write::lost);
        if (session != null) {
            session.close();
        }
    }

    /** What one caller wants written, and what became of it. */
    private static final class Write<T> {
        static final Write<Void> LAST = new Write<>(tx -> null);

        private final Function<Tx, T> work;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private List<Runnable> afterCommit = List.of();
        private T result;
        private Throwable failure;

        Write(Function<Tx, T> work) {
            this.work = work;
        }

        /** Whether there is nothing to undo: it did its work, or failed before it changed anything. */
        boolean attempt(Tx tx, Session session) {
            long before = session.rowsChanged();
            try {
                result = work.apply(tx);
                afterCommit = tx.takeAfterCommit();
                tx.keepHeld();
                return true;
            } catch (Throwable refused) {
                tx.takeAfterCommit();
                tx.dropHeld();
                if (StoreFailure.poisons(refused)) {
                    throw refused;
                }
                failure = refused;
                return session.rowsChanged() == before;
            }
        }

        /** A failure undoes what this write did, and nothing else. */
        void attemptApart(Tx tx, Session session) {
            failure = null;
            session.run("savepoint one_write");
            if (!attempt(tx, session)) {
                session.run("rollback to one_write");
                tx.forget();
            }
            session.run("release one_write");
        }

        void answer() {
            if (failure != null) {
                outcome.completeExceptionally(failure);
                return;
            }
            run(afterCommit);
            outcome.complete(result);
        }

        void lost() {
            // A write that was refused on its own merits was refused whether or not the batch reached the disk.
            outcome.completeExceptionally(failure != null ? failure
                : Problem.unavailable("The change could not be written. Repeat it with the same Idempotency-Key.", 2));
        }

        T await() {
            try {
                return outcome.get();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw Problem.unavailable("The server is stopping.", 2);
            } catch (java.util.concurrent.ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException unchecked) {
                    throw unchecked;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }
}
