package dev.heed.sdk;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Makes calls on other threads, and ends a call whose answer nobody waits for any more.
 *
 * <p>It is an interceptor so that it learns which HTTP call a thread is in: breaking that call off is the only way to wake a thread that reads.
 */
final class Async implements Interceptor {
    private final Map<Thread, Running<?>> running = new ConcurrentHashMap<>();
    private final Executor executor;

    Async(Executor executor) {
        this.executor = executor;
    }

    <T> CompletableFuture<T> call(HeedClient client, Function<? super HeedClient, ? extends T> verbs) {
        Running<T> future = new Running<>(client, verbs);
        // Whatever ends the future from outside ends the call: cancel, orTimeout, complete.
        future.whenComplete((value, failure) -> future.stop());
        try {
            executor.execute(future);
        } catch (RejectedExecutionException closed) {
            future.completeExceptionally(new IllegalStateException("the client is closed", closed));
        }
        return future;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Running<?> future = running.get(Thread.currentThread());
        if (future != null) {
            future.enter(chain.call());
        }
        return chain.proceed(chain.request());
    }

    private final class Running<T> extends CompletableFuture<T> implements Runnable {
        private final HeedClient client;
        private final Function<? super HeedClient, ? extends T> verbs;
        private Thread thread;
        private Call current;

        Running(HeedClient client, Function<? super HeedClient, ? extends T> verbs) {
            this.client = client;
            this.verbs = verbs;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            T value = null;
            Throwable failure = null;
            try {
                value = verbs.apply(client);
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                end();
            }
            if (failure != null) {
                completeExceptionally(failure);
            } else if (!complete(value) && value instanceof AutoCloseable) {
                // A stream that came too late would hold its connection.
                close((AutoCloseable) value);
            }
        }

        private synchronized boolean begin() {
            if (isDone()) {
                return false;
            }
            thread = Thread.currentThread();
            running.put(thread, this);
            return true;
        }

        synchronized void enter(Call call) throws IOException {
            if (isDone()) {
                throw new IOException("canceled");
            }
            current = call;
        }

        synchronized void stop() {
            if (thread != null) {
                if (current != null) {
                    current.cancel();
                }
                thread.interrupt();
            }
        }

        /** From here on the thread is the executor's again, and must not be interrupted for this call. */
        private synchronized void end() {
            running.remove(thread);
            if (isDone()) {
                Thread.interrupted();
            }
            thread = null;
        }

        private void close(AutoCloseable late) {
            try {
                late.close();
            } catch (Exception nobodyIsLeftToTell) {
                // Its connection is gone one way or the other.
            }
        }
    }
}
