package dev.heed.sdk;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.stream.Stream;
import okhttp3.Response;

/**
 * An export on its way in, read straight from the connection.
 *
 * <p>An export that breaks off ends in an {@link java.io.IOException} (from {@link #lines()} an {@link java.io.UncheckedIOException}),
 * never as if it were complete.
 */
public final class Export implements AutoCloseable {
    private final Response response;

    Export(Response response) {
        this.response = response;
    }

    /** The tree size to which the export is fixed: asked for again, with the same filter, it gives the same bytes. */
    public OptionalLong treeSize() {
        return treeSize(response);
    }

    static OptionalLong treeSize(Response response) {
        String size = response.header("Heed-Tree-Size");
        return size != null && size.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(size))
                : OptionalLong.empty();
    }

    /** The bytes. They can be read once. */
    public InputStream stream() {
        return response.body().byteStream();
    }

    /** The lines, instead of the bytes. A quoted CSV cell may span several. */
    public Stream<String> lines() {
        return new BufferedReader(new InputStreamReader(stream(), StandardCharsets.UTF_8)).lines();
    }

    /** Lets the connection go, read to the end or not. */
    @Override
    public void close() {
        response.close();
    }
}
