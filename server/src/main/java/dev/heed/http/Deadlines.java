package dev.heed.http;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.Scheduler;

/** Until when each caller has to send what is awaited of them. It costs no thread, and no byte that drips in begins it anew. */
final class Deadlines implements Connection.Listener, Graceful {
    private static final int SWEEP_MILLIS = 500;

    private final int idleSeconds;
    private final Map<EndPoint, Deadline> deadlines = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    private record Deadline(long at, Runnable missed) {}

    /** @param idleSeconds from one answer to the end of the next header */
    Deadlines(int idleSeconds) {
        this.idleSeconds = idleSeconds;
    }

    /** Looks for deadlines that were missed, from now on, as long as the scheduler runs. */
    void sweep(Scheduler scheduler) {
        long now = System.nanoTime();
        deadlines.forEach((caller, deadline) -> {
            if (now - deadline.at > 0 && deadlines.remove(caller, deadline)) {
                deadline.missed.run();
            }
        });
        if (scheduler.isRunning()) {
            scheduler.schedule(() -> sweep(scheduler), SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Awaits something of a caller; {@code missed} is run when it does not come in time. */
    void await(EndPoint caller, int seconds, Runnable missed) {
        deadlines.put(caller, new Deadline(System.nanoTime() + TimeUnit.SECONDS.toNanos(stopping ? 1 : seconds), missed));
        if (!caller.isOpen()) {
            deadlines.remove(caller);
        }
    }

    /** Awaits the next request of a caller, or sees them off. */
    void awaitNext(EndPoint caller) {
        await(caller, idleSeconds, caller::close);
    }

    /** What was awaited of a caller has come. */
    void met(EndPoint caller) {
        deadlines.remove(caller);
    }

    @Override
    public void onOpened(Connection connection) {
        awaitNext(connection.getEndPoint());
    }

    @Override
    public void onClosed(Connection connection) {
        met(connection.getEndPoint());
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        stopping = true;
        long soon = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        deadlines.replaceAll((caller, deadline) -> new Deadline(Math.min(deadline.at, soon), deadline.missed));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isShutdown() {
        return stopping;
    }
}
