package dev.heed.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream into lines, as many at once as have arrived, each of a bounded length. */
final class Lines {
    /** Stands for a line that was longer than it may be. */
    static final byte[] TOO_LONG = {};
    private static final int BUFFER_BYTES = 64 << 10;

    private final InputStream in;
    private final int mostBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean tooLong;

    Lines(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /** Waits for more and returns every line that is whole by then, without empty ones; none at the end. */
    List<byte[]> next() throws IOException {
        var lines = new ArrayList<byte[]>();
        while (lines.isEmpty()) {
            int read = in.read(buffer);
            if (read < 0) {
                end(lines);
                return lines;
            }
            int from = 0;
            for (int at = 0; at < read; at++) {
                if (buffer[at] == '\n') {
                    take(from, at);
                    end(lines);
                    from = at + 1;
                }
            }
            take(from, read);
        }
        return lines;
    }

    private void take(int from, int to) {
        tooLong |= begun.size() + (to - from) > mostBytes;
        if (tooLong) {
            begun = new ByteArrayOutputStream();
        } else {
            begun.write(buffer, from, to - from);
        }
    }

    private void end(List<byte[]> lines) {
        if (tooLong) {
            lines.add(TOO_LONG);
        } else {
            var line = begun.toByteArray();
            int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
            if (length > 0) {
                lines.add(length == line.length ? line : java.util.Arrays.copyOf(line, length));
            }
        }
        begun.reset();
        tooLong = false;
    }
}
