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
 * <p>Where the connection breaks, the export goes on over another one, after the last whole record; the reader sees one stream. An export that
 * cannot go on ends in an {@link java.io.IOException} (from {@link #lines()} an {@link java.io.UncheckedIOException}), never as if it were complete.
 */
public final class Export implements AutoCloseable {
    private final OptionalLong treeSize;
    private final InputStream stream;
    private final Runnable closing;

    private Export(OptionalLong treeSize, InputStream stream, Runnable closing) {
        this.treeSize = treeSize;
        this.stream = stream;
        this.closing = closing;
    }

    /** An export that goes on where the source says; as it is when the server did not tell the tree size to which it is fixed. */
    static Export of(Response first, ResumedStream.Source source, Retries retries, RecordMarks marks) {
        OptionalLong treeSize = treeSize(first);
        if (!treeSize.isPresent()) {
            return once(first);
        }
        ResumedStream stream = new ResumedStream(first, treeSize.getAsLong(), source, retries, marks);
        return new Export(treeSize, stream, stream::close);
    }

    /** An export that breaks off where its connection does. */
    static Export once(Response response) {
        return new Export(treeSize(response), response.body().byteStream(), response::close);
    }

    static OptionalLong treeSize(Response response) {
        String size = response.header("Heed-Tree-Size");
        return size != null && size.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(size))
                : OptionalLong.empty();
    }

    /** The tree size to which the export is fixed: asked for again, with the same filter, it gives the same bytes. */
    public OptionalLong treeSize() {
        return treeSize;
    }

    /** The bytes. They can be read once, by one thread. */
    public InputStream stream() {
        return stream;
    }

    /** The lines, instead of the bytes. A quoted CSV cell may span several. */
    public Stream<String> lines() {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines();
    }

    /** Lets the connection go, read to the end or not. */
    @Override
    public void close() {
        closing.run();
    }
}
