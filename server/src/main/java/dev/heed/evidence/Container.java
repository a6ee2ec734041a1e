package dev.heed.evidence;

import dev.heed.store.Hashes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a package while its files are still being made: a zip of which everything but the files' own bytes is fixed, and that ends with a seal.
 *
 * <p>The seal signs every byte before itself; what stands after it follows from what stands before it (APPNOTE.TXT 6.3.10; times, attributes, comments and extra
 * fields are always the same). So no byte can be changed that a verifier would not find.
 */
final class Container {
    private static final String SEAL = "seal";
    private static final String SEALED = "heed evidence package v1\n";
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final MessageDigest sealed = Hashes.sha256();
    private final List<Packed> files = new ArrayList<>();
    private final ZipRecords records = new ZipRecords();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long written;

    Container(OutputStream out) {
        this.out = out;
    }

    /** A file that is in the package: its content's length and hash in hexadecimal. */
    record Packed(String name, long bytes, String sha256) {}

    /** Writes the content of a file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Every file so far, in their order. */
    List<Packed> files() {
        return List.copyOf(files);
    }

    void add(String name, String text) throws IOException {
        add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void add(String name, byte[] bytes) throws IOException {
        add(name, content -> content.write(bytes));
    }

    void add(String name, Content content) throws IOException {
        long offset = written;
        write(records.local(name));
        var deflated = new Deflated();
        content.writeTo(deflated);
        deflated.finish();
        write(records.descriptor(deflated.crc.getValue(), deflated.bytesOut, deflated.bytesIn));
        records.remember(name, false, deflated.crc.getValue(), deflated.bytesOut, deflated.bytesIn, offset);
        files.add(new Packed(name, deflated.bytesIn, HexFormat.of().formatHex(deflated.sha256.digest())));
    }

    /**
     * Seals the package and ends it.
     *
     * @param sign makes a signed note of a text
     */
    void seal(UnaryOperator<String> sign) throws IOException {
        long offset = written;
        var note = sign.apply(SEALED + offset + "\n" + Base64.getEncoder().encodeToString(sealed.digest()) + "\n").getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32();
        crc.update(note);
        out.write(records.localStored(SEAL, crc.getValue(), note.length));
        out.write(note);
        records.remember(SEAL, true, crc.getValue(), note.length, note.length, offset);
        long directory = offset + records.localStored(SEAL, crc.getValue(), note.length).length + note.length;
        records.writeDirectory(out, directory);
        out.flush();
    }

    private void write(byte[] bytes) throws IOException {
        write(bytes, bytes.length);
    }

    private void write(byte[] bytes, int count) throws IOException {
        out.write(bytes, 0, count);
        sealed.update(bytes, 0, count);
        written += count;
    }

    /** Deflates, counts and hashes one file. */
    private final class Deflated extends OutputStream {
        private final MessageDigest sha256 = Hashes.sha256();
        private final CRC32 crc = new CRC32();
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        private long bytesIn;
        private long bytesOut;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] some, int from, int count) throws IOException {
            sha256.update(some, from, count);
            crc.update(some, from, count);
            bytesIn += count;
            deflater.setInput(some, from, count);
            while (!deflater.needsInput()) {
                drain();
            }
        }

        void finish() throws IOException {
            deflater.finish();
            while (!deflater.finished()) {
                drain();
            }
            deflater.end();
        }

        private void drain() throws IOException {
            int count = deflater.deflate(buffer);
            bytesOut += count;
            Container.this.write(buffer, count);
        }
    }
}
