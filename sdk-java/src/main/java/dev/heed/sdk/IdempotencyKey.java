package dev.heed.sdk;

import dev.heed.sdk.internal.Uuid7;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Gives every POST and PATCH a key of its own, before the first try, so that all tries of one call share it. It is ordered by time, for the server keeps
 * the keys of one moment together.
 */
final class IdempotencyKey implements Interceptor {
    private static final String HEADER = "Idempotency-Key";

    /**
     * A caller's own key, as it is sent: quoted, since the header is a structured-field string.
     *
     * @throws IllegalArgumentException unless it is 1 to 100 printable ASCII characters without quotes and backslashes
     */
    static String of(String key) {
        if (!key.matches("[\\x20-\\x7e&&[^\"\\\\]]{1,100}")) {
            throw new IllegalArgumentException("an idempotency key is 1 to 100 printable ASCII characters without \" and \\");
        }
        return '"' + key + '"';
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        boolean repeatable = request.method().equals("POST") || request.method().equals("PATCH");
        if (repeatable && request.header(HEADER) == null) {
            request = request.newBuilder().header(HEADER, of(Uuid7.next().toString())).build();
        }
        return chain.proceed(request);
    }
}
