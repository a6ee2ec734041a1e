package dev.heed.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The threads that may wait for something.
 *
 * <p>A connection whose request one of them has answered looks for the next one on the same thread: nothing in that waits, see {@link Intake}, and to wake
 * another thread for it would cost more than to do it.
 */
final class Threads extends QueuedThreadPool {
    private static final int FEWEST = 8;
    private static final int IDLE_MILLIS = 60_000;

    private final ThreadLocal<Boolean> looking = new ThreadLocal<>();

    static {
        // Jetty would set up the management server, which takes a tenth of a second, to ask how long a reference is. It matters to how some arrays grow.
        System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
    }

    Threads(int most) {
        super(most, Math.min(FEWEST, most), IDLE_MILLIS);
    }

    @Override
    public void execute(Runnable job) {
        // Not where one such look led to another: a caller who sends many requests at once must not make the stack grow with each.
        if (!(job instanceof Connection) || looking.get() != null) {
            super.execute(job);
            return;
        }
        looking.set(true);
        try {
            job.run();
        } finally {
            looking.remove();
        }
    }
}
