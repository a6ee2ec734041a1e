package dev.heed.sdk.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream into lines of bytes, none longer than 1 MiB, so that memory is bounded whatever comes in. */
final class Lines {
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private boolean lastWasEnded;

    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its line feed; null at the end.
     *
     * @throws VerificationException UNREADABLE when it is too long
     */
    byte[] next() throws IOException {
        if (!filled()) {
            return null;
        }
        lastWasEnded = false;
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        while (filled()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (line.size() + end - from > LONGEST) {
                throw new VerificationException(Failure.UNREADABLE, "a line is longer than 1 MiB");
            }
            line.write(buffer, from, end - from);
            lastWasEnded = end < to;
            from = lastWasEnded ? end + 1 : end;
            if (lastWasEnded) {
                break;
            }
        }
        return line.toByteArray();
    }

    /** Whether a line feed ended the line that was last returned, and not the end of the stream. */
    boolean lastWasEnded() {
        return lastWasEnded;
    }

    private boolean filled() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(buffer));
        }
        return from < to;
    }
}
