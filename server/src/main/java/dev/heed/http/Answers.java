package dev.heed.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the answers that a commit has made due: one after the other on few threads, rather than each on a thread that is woken for it.
 *
 * <p>What runs here must never wait for anybody: it would keep others from their answers.
 */
final class Answers implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int MOST_THREADS = 2;

    private final Executor threads;
    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final AtomicInteger giving = new AtomicInteger();

    Answers(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable answer) {
        due.add(answer);
        help();
    }

    /** Has one more thread give answers, unless enough do. */
    private void help() {
        int now = giving.get();
        while (now < MOST_THREADS) {
            if (giving.compareAndSet(now, now + 1)) {
                try {
                    threads.execute(this::give);
                } catch (RejectedExecutionException stopping) {
                    giving.decrementAndGet();
                    throw stopping;
                }
                return;
            }
            now = giving.get();
        }
    }

    private void give() {
        for (var answer = due.poll(); answer != null; answer = due.poll()) {
            try {
                answer.run();
            } catch (Throwable bug) {
                // With this thread others would lose their answers, and so would all who come later.
                LOG.error("an answer could not be given", bug);
            }
        }
        giving.decrementAndGet();
        if (!due.isEmpty()) {
            help();    // it came after the last look
        }
    }
}
