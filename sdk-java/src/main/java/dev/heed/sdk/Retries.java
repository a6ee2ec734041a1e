package dev.heed.sdk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Tries again what may yet succeed: 429, 503, and connections that failed, broke off or timed out.
 *
 * <p>Between tries it waits a random part of a span that doubles each time ("full jitter"), and never less than the server's
 * {@code Retry-After}. A {@code Retry-After} longer than the longest wait is not waited for: the caller learns of it instead.
 */
final class Retries implements Interceptor {
    private static final Duration FIRST_SPAN = Duration.ofMillis(250);

    private final int retries;
    private final Duration longestWait;
    private final DoubleSupplier random;
    private final Sleeper sleeper;

    Retries(int retries, Duration longestWait, DoubleSupplier random, Sleeper sleeper) {
        this.retries = retries;
        this.longestWait = longestWait;
        this.random = random;
        this.sleeper = sleeper;
    }

    /** How a call differs from the others; hung on a request as a tag. */
    enum Mode {
        /** The body is handed on as it comes, however long it is. */
        STREAMED,
        /** The first answer is the answer. */
        ONCE,
        /** Only what was refused is tried again, since it may have been done when no answer came. */
        IF_REFUSED
    }

    /** Waits; replaced in tests. */
    interface Sleeper {
        void sleep(Duration span) throws InterruptedException;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Mode mode = chain.request().tag(Mode.class);
        int left = mode == Mode.ONCE ? 0 : retries;
        for (int tried = 0; ; tried++) {
            Duration wait;
            try {
                Response response = attempt(chain, mode);
                wait = left == tried ? null : waitAfter(response, tried);
                if (wait == null) {
                    return response;
                }
                response.close();
            } catch (IOException failure) {
                if (left == tried || mode == Mode.IF_REFUSED || !mayPass(failure) || chain.call().isCanceled()) {
                    throw failure;
                }
                wait = backoff(tried);
            }
            pause(wait);
        }
    }

    /** Waits before something that broke off in mid-stream goes on; false, at once, when it was tried often enough or will not pass. */
    boolean another(int tried, IOException failure) throws IOException {
        if (tried >= retries || !mayPass(failure)) {
            return false;
        }
        pause(backoff(tried));
        return true;
    }

    /** The body is read here, unless streamed, so that a connection that breaks off half-way counts as a failed try. */
    private static Response attempt(Chain chain, Mode mode) throws IOException {
        Request request = chain.request();
        Response response = chain.proceed(request);
        if (mode == Mode.STREAMED && response.isSuccessful()) {
            return response;
        }
        try (ResponseBody body = response.body()) {
            return response.newBuilder()
                    .body(ResponseBody.create(body.bytes(), body.contentType()))
                    .build();
        }
    }

    /** How long to wait before trying again; null when this answer is to be handed on. */
    private Duration waitAfter(Response response, int tried) {
        if (response.code() != 429 && response.code() != 503) {
            return null;
        }
        Duration asked = RetryAfter.of(response.headers());
        if (asked == null) {
            return backoff(tried);
        }
        return asked.compareTo(longestWait) > 0 ? null : asked.plus(backoff(tried));
    }

    private Duration backoff(int tried) {
        long span = Math.min(longestWait.toMillis(), FIRST_SPAN.toMillis() << Math.min(tried, 20));
        return Duration.ofMillis((long) (span * random.getAsDouble()));
    }

    /** A certificate that was refused will be refused again. */
    private static boolean mayPass(IOException failure) {
        return !(failure instanceof SSLHandshakeException) && !(failure instanceof SSLPeerUnverifiedException);
    }

    private void pause(Duration wait) throws IOException {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to try again");
        }
    }
}
