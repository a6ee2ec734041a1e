package dev.heed.consent;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A line while it is being written: bytes that grow, and are used again for the next. */
final class Line {
    private byte[] bytes = new byte[4_096];
    private int length;

    Line put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    Line put(byte[] some) {
        return put(some, 0, some.length);
    }

    Line put(byte[] some, int from, int to) {
        room(to - from);
        System.arraycopy(some, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    Line put(String ascii) {
        return put(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same text inside a JSON string: of canonical JSON, which has no bare control characters, only these two are escaped. */
    Line putEscaped(byte[] canonical) {
        room(2 * canonical.length);
        var into = bytes;
        int to = length;
        for (byte b : canonical) {
            if (b == '"' || b == '\\') {
                into[to++] = '\\';
            }
            into[to++] = b;
        }
        length = to;
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
