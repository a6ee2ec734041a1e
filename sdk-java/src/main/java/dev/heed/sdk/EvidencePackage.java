package dev.heed.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import okhttp3.Response;

/** An evidence package on its way in: a zip, read straight from the connection. One that breaks off ends in an {@link IOException}, never as if it were whole. */
public final class EvidencePackage implements AutoCloseable {
    private final Response response;

    EvidencePackage(Response response) {
        this.response = response;
    }

    /** The tree size to which the package is fixed. */
    public OptionalLong treeSize() {
        return Export.treeSize(response);
    }

    /** The bytes. They can be read once. */
    public InputStream stream() {
        return response.body().byteStream();
    }

    /** Writes the package; does not close what it writes to. */
    public void writeTo(OutputStream out) throws IOException {
        InputStream in = stream();
        byte[] some = new byte[1 << 16];
        for (int count = in.read(some); count >= 0; count = in.read(some)) {
            out.write(some, 0, count);
        }
        out.flush();
    }

    /** Writes the package to a file, in place of what was there; of a package that breaks off, no file is left. */
    public void writeTo(Path file) throws IOException {
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            writeTo(out);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Lets the connection go, read to the end or not. */
    @Override
    public void close() {
        response.close();
    }
}
