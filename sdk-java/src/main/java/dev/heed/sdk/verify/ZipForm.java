package dev.heed.sdk.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What stands around the files of a package, byte for byte: the one form of the zip format (APPNOTE.TXT section 4.3) that a package may have. */
final class ZipForm {
    static final int HEADER = 30;
    static final int LOCAL = 0x04034b50;
    static final int END = 0x06054b50;
    static final int END_BYTES = 22;

    private static final long MOST_32 = 0xffffffffL;
    private static final int MOST_16 = 0xffff;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ZipForm() {}

    /** One file as the directory has it. */
    static final class Entry {
        final byte[] name;
        final boolean stored;
        final long crc;
        final long packed;
        final long bytes;
        final long offset;

        Entry(String name, boolean stored, long crc, long packed, long bytes, long offset) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            this.stored = stored;
            this.crc = crc;
            this.packed = packed;
            this.bytes = bytes;
            this.offset = offset;
        }
    }

    /** The header before a file whose lengths follow it. */
    static byte[] header(byte[] name) {
        return new ZipForm().four(LOCAL).traits(20, false).four(0).four(0).four(0).two(name.length).two(0).raw(name).done();
    }

    /** The header before the seal, which is not deflated. */
    static byte[] sealHeader(byte[] name, long crc, int bytes) {
        return new ZipForm().four(LOCAL).traits(20, true).four(crc).four(bytes).four(bytes).two(name.length).two(0).raw(name).done();
    }

    /** What follows a file. */
    static byte[] lengths(long crc, long packed, long bytes) {
        ZipForm form = new ZipForm().four(0x08074b50).four(crc);
        return packed >= MOST_32 || bytes >= MOST_32 ? form.eight(packed).eight(bytes).done() : form.four(packed).four(bytes).done();
    }

    /** A file's line in the directory. */
    static byte[] line(Entry entry) {
        ZipForm large = new ZipForm();
        for (long value : new long[] {entry.bytes, entry.packed, entry.offset}) {
            if (value >= MOST_32) {
                large.eight(value);
            }
        }
        byte[] values = large.done();
        byte[] extra = values.length == 0 ? values : new ZipForm().two(1).two(values.length).raw(values).done();
        return new ZipForm().four(0x02014b50).two(20).traits(extra.length == 0 ? 20 : 45, entry.stored)
                .four(entry.crc).four(Math.min(entry.packed, MOST_32)).four(Math.min(entry.bytes, MOST_32))
                .two(entry.name.length).two(extra.length).two(0).two(0).two(0).four(0).four(Math.min(entry.offset, MOST_32))
                .raw(entry.name).raw(extra).done();
    }

    /** The end, after a directory of so many files that begins at an offset. */
    static byte[] end(int files, long bytes, long offset) {
        ZipForm form = new ZipForm();
        if (files >= MOST_16 || bytes >= MOST_32 || offset >= MOST_32) {
            form.four(0x06064b50).eight(44).two(45).two(45).four(0).four(0).eight(files).eight(files).eight(bytes).eight(offset);
            form.four(0x07064b50).four(0).eight(offset + bytes).four(1);
        }
        int count = Math.min(files, MOST_16);
        return form.four(END).two(0).two(0).two(count).two(count).four(Math.min(bytes, MOST_32)).four(Math.min(offset, MOST_32)).two(0).done();
    }

    static int four(byte[] bytes, int at) {
        return two(bytes, at) | two(bytes, at + 2) << 16;
    }

    static int two(byte[] bytes, int at) {
        return bytes[at] & 255 | (bytes[at + 1] & 255) << 8;
    }

    /** Version, flags (names in UTF-8; lengths follow what is deflated), method, and 1980-01-01 00:00. */
    private ZipForm traits(int version, boolean stored) {
        return two(version).two(stored ? 0x0800 : 0x0808).two(stored ? 0 : 8).two(0).two(0x0021);
    }

    private ZipForm two(int value) {
        out.write(value);
        out.write(value >> 8);
        return this;
    }

    private ZipForm four(long value) {
        return two((int) value & MOST_16).two((int) (value >> 16) & MOST_16);
    }

    private ZipForm eight(long value) {
        return four(value & MOST_32).four(value >>> 32);
    }

    private ZipForm raw(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        return this;
    }

    private byte[] done() {
        return out.toByteArray();
    }
}
