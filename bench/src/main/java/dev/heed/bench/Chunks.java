package dev.heed.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads an answer in chunks (RFC 9112 section 7.1), as it arrives. */
final class Chunks {
    private static final int BUFFER_BYTES = 64 << 10;

    private final BufferedInputStream in;
    private int left;
    private boolean begun;

    /** @throws IllegalStateException with the head of the answer when it is not a 200 in chunks */
    Chunks(InputStream from) throws IOException {
        in = new BufferedInputStream(from, BUFFER_BYTES);
        var status = line();
        var head = new StringBuilder(status);
        for (var field = line(); !field.isEmpty(); field = line()) {
            head.append('\n').append(field);
        }
        if (!status.contains(" 200") || !head.toString().toLowerCase(Locale.ROOT).contains("\ntransfer-encoding: chunked")) {
            throw new IllegalStateException("a stream was answered with " + head);
        }
    }

    /** How many bytes of the body were put at the buffer's beginning; -1 at its end. */
    int read(byte[] buffer) throws IOException {
        if (left == 0) {
            if (begun) {
                line();
            }
            begun = true;
            left = Integer.parseInt(line(), 16);
            if (left == 0) {
                return -1;
            }
        }
        int read = in.read(buffer, 0, Math.min(left, buffer.length));
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        left -= read;
        return read;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection after " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
