package dev.heed.sdk.verify;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A package, read once from its first byte to its last: one file after another, then the seal, then what a zip ends with.
 *
 * <p>Nothing is passed over. What stands around the files must be exactly what their names and contents make it, and everything before the seal is hashed.
 */
final class Container implements Closeable {
    static final String SEAL = "seal";
    private static final int MOST_NAME = 200;
    private static final int MOST_SEAL = 1 << 16;

    private final RandomAccessFile file;
    private final MessageDigest sealed = Bytes.sha256Digest();
    private final List<ZipForm.Entry> entries = new ArrayList<>();
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long position;
    private Content content;
    private long sealAt;
    private byte[] sealHeader;
    private byte[] seal;

    Container(File file) throws IOException {
        this.file = new RandomAccessFile(file, "r");
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.inflater.end();
        }
        file.close();
    }

    /**
     * Goes on to the next file, whose content is then to be read to its end; the name {@code seal} is the last.
     *
     * @throws VerificationException UNREADABLE when it is no package; ALTERED_FILE when something else stands there
     * @throws EOFException when it was cut short
     */
    String next() throws IOException {
        require(ZipForm.HEADER);
        if (ZipForm.four(buffer, from) != ZipForm.LOCAL) {
            throw entries.isEmpty() ? new VerificationException(Failure.UNREADABLE, "not an evidence package") : changed();
        }
        int length = ZipForm.two(buffer, from + 26);
        if (length < 1 || length > MOST_NAME) {
            throw changed();
        }
        require(ZipForm.HEADER + length);
        byte[] name = Arrays.copyOfRange(buffer, from + ZipForm.HEADER, from + ZipForm.HEADER + length);
        String text = new String(name, StandardCharsets.UTF_8);
        if (!text.equals(SEAL)) {
            long offset = position;
            mustFollow(ZipForm.header(name));
            content = new Content(text, offset);
        }
        return text;
    }

    /** The content of the file that was last gone on to; its end is the file's. */
    Content content() {
        return content;
    }

    /** How many bytes there are before the seal; to be asked when the seal is the next. */
    long bytesBeforeSeal() {
        return position;
    }

    /** The hash of all bytes before the seal. */
    byte[] hashBeforeSeal() {
        return sealed.digest();
    }

    /** Reads the seal: a signed note. */
    String seal() throws IOException {
        sealAt = position;
        int length = ZipForm.four(buffer, from + 18);
        if (length < 1 || length > MOST_SEAL) {
            throw changed();
        }
        sealHeader = take(ZipForm.HEADER + SEAL.length());
        seal = take(length);
        return new String(seal, StandardCharsets.UTF_8);
    }

    /** Reads what a package ends with, after its seal; nothing may follow. */
    void end() throws IOException {
        CRC32 crc = new CRC32();
        crc.update(seal, 0, seal.length);
        if (!Arrays.equals(sealHeader, ZipForm.sealHeader(SEAL.getBytes(StandardCharsets.UTF_8), crc.getValue(), seal.length))) {
            throw new VerificationException(Failure.ALTERED_FILE, "its header is not one of a package").inFile(SEAL);
        }
        entries.add(new ZipForm.Entry(SEAL, true, crc.getValue(), seal.length, seal.length, sealAt));
        long directory = position;
        for (ZipForm.Entry entry : entries) {
            mustFollow(ZipForm.line(entry));
        }
        mustFollow(ZipForm.end(entries.size(), position - directory, directory));
        if (position != file.length()) {
            throw new VerificationException(Failure.ALTERED_FILE, "something follows the end of the package");
        }
    }

    private byte[] take(int count) throws IOException {
        require(count);
        byte[] taken = Arrays.copyOfRange(buffer, from, from + count);
        consume(count);
        return taken;
    }

    private void mustFollow(byte[] expected) throws IOException {
        require(expected.length);
        if (!Bytes.same(buffer, from, expected, 0, expected.length)) {
            throw changed();
        }
        consume(expected.length);
    }

    private VerificationException changed() {
        return new VerificationException(Failure.ALTERED_FILE, "what stands at byte " + position + " is not what a package has there");
    }

    private void consume(int count) {
        sealed.update(buffer, from, count);
        from += count;
        position += count;
    }

    /** Has so many bytes ready; 0 for any, as long as there are some. */
    private void require(int count) throws IOException {
        if (to - from >= Math.max(1, count)) {
            return;
        }
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        while (to < Math.max(1, count)) {
            int read = file.read(buffer, to, buffer.length - to);
            if (read < 0) {
                if (endsLikeAZip()) {
                    throw new VerificationException(Failure.ALTERED_FILE, "a file of the package has no end");
                }
                throw new EOFException("the package was cut short");
            }
            to += read;
        }
    }

    private boolean endsLikeAZip() throws IOException {
        byte[] end = new byte[4];
        if (file.length() < ZipForm.END_BYTES) {
            return false;
        }
        file.seek(file.length() - ZipForm.END_BYTES);
        file.readFully(end);
        return ZipForm.four(end, 0) == ZipForm.END;
    }

    /** One file, unpacked, counted and hashed on the way. */
    final class Content extends InputStream {
        final String name;
        private final long offset;
        private final Inflater inflater = new Inflater(true);
        private final MessageDigest sha256 = Bytes.sha256Digest();
        private final CRC32 crc = new CRC32();
        private boolean ended;
        private boolean intact;
        private String hash;

        Content(String name, long offset) {
            this.name = name;
            this.offset = offset;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            while (!ended && most > 0) {
                int count = inflated(into, at, most);
                if (count > 0) {
                    sha256.update(into, at, count);
                    crc.update(into, at, count);
                    return count;
                }
            }
            return ended ? -1 : 0;
        }

        private int inflated(byte[] into, int at, int most) throws IOException {
            if (inflater.needsInput() && !inflater.finished()) {
                require(0);
                inflater.setInput(buffer, from, to - from);
            }
            int before = inflater.getRemaining();
            int count;
            try {
                count = inflater.inflate(into, at, most);
            } catch (DataFormatException e) {
                throw new VerificationException(Failure.ALTERED_FILE, "it cannot be unpacked").inFile(name);
            }
            consume(before - inflater.getRemaining());
            if (count == 0 && inflater.finished()) {
                end();
            } else if (count == 0 && inflater.needsDictionary()) {
                throw new VerificationException(Failure.ALTERED_FILE, "it cannot be unpacked").inFile(name);
            }
            return count;
        }

        private void end() throws IOException {
            byte[] lengths = ZipForm.lengths(crc.getValue(), inflater.getBytesRead(), inflater.getBytesWritten());
            require(lengths.length);
            intact = Bytes.same(buffer, from, lengths, 0, lengths.length);
            consume(lengths.length);
            entries.add(new ZipForm.Entry(name, false, crc.getValue(), inflater.getBytesRead(), inflater.getBytesWritten(), offset));
            hash = Bytes.hex(sha256.digest());
            inflater.end();
            ended = true;
        }

        /** Reads on to the end and keeps nothing. */
        void skip() throws IOException {
            byte[] some = new byte[1 << 16];
            while (read(some, 0, some.length) >= 0) {
                // Hashed on the way.
            }
        }

        /** All of it. */
        byte[] all(int most) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] some = new byte[1 << 13];
            for (int count = read(some, 0, some.length); count >= 0; count = read(some, 0, some.length)) {
                all.write(some, 0, count);
                if (all.size() > most) {
                    throw new VerificationException(Failure.ALTERED_FILE, "it is too long").inFile(name);
                }
            }
            return all.toByteArray();
        }

        /** Asserts that the checksum that follows the content is its own; asked after whatever else can be said of it. */
        void mustBeIntact() {
            if (!intact) {
                throw new VerificationException(Failure.ALTERED_FILE, "what follows it is not its length and checksum").inFile(name);
            }
        }

        /** The hash of the content, in hexadecimal; once its end was read. */
        String hash() {
            return hash;
        }

        /** The length of the content; once its end was read. */
        long bytes() {
            return entries.get(entries.size() - 1).bytes;
        }

        /** Where the packed bytes begin. */
        long packedAt() {
            return offset + ZipForm.HEADER + name.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
