package dev.heed.sdk;

import dev.heed.sdk.internal.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import okhttp3.Response;

/** The customers of an audience who may be contacted, read straight from the connection. */
public final class Members implements AutoCloseable {
    private final Response response;

    Members(Response response) {
        this.response = response;
    }

    /**
     * Their ids, in no particular order. They can be read once; when they break off, reading ends in a {@link
     * java.io.UncheckedIOException}, never as if all were there.
     */
    public Stream<String> customerIds() {
        return new BufferedReader(new InputStreamReader(response.body().byteStream(), StandardCharsets.UTF_8))
                .lines()
                .map(Members::customerId);
    }

    private static String customerId(String line) {
        try {
            String id = Json.object(line).path("customerId").textValue();
            if (id != null) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new HeedException("unreadable_answer", "a line of the audience names no customer", null);
    }

    /** Lets the connection go, read to the end or not. */
    @Override
    public void close() {
        response.close();
    }
}
