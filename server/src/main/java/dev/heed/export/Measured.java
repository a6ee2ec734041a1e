package dev.heed.export;

import dev.heed.store.Hashes;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Counts and hashes what passes through. */
final class Measured extends FilterOutputStream {
    private final MessageDigest sha256 = Hashes.sha256();
    private long bytes;

    Measured(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int count) throws IOException {
        out.write(some, from, count);
        sha256.update(some, from, count);
        bytes += count;
    }

    long bytes() {
        return bytes;
    }

    byte[] sha256() {
        return sha256.digest();
    }
}
