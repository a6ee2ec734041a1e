package dev.heed.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The records of a zip around its files, in the one form that a package has them (APPNOTE.TXT sections 4.3.7, 4.3.9, 4.3.12 to 4.3.16). */
final class ZipRecords {
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int END = 0x06054b50;

    private static final short VERSION = 20;
    private static final short VERSION_64 = 45;
    private static final short UTF_8 = 0x0800;
    private static final short SIZES_FOLLOW = 0x0008;
    private static final short STORED = 0;
    private static final short DEFLATED = 8;
    /** 1980-01-01 00:00, the first moment there is. */
    private static final int LONG_AGO = 0x0021_0000;
    private static final long TOO_LONG = 0xffff_ffffL;
    private static final int TOO_MANY = 0xffff;

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(byte[] name, boolean stored, long crc, long packed, long bytes, long offset) {}

    void remember(String name, boolean stored, long crc, long packed, long bytes, long offset) {
        entries.add(new Entry(name.getBytes(StandardCharsets.UTF_8), stored, crc, packed, bytes, offset));
    }

    /** Before a file whose length nobody knows yet. */
    byte[] local(String name) {
        return local(name, (short) (UTF_8 | SIZES_FOLLOW), DEFLATED, 0, 0);
    }

    /** Before a file that is not deflated. */
    byte[] localStored(String name, long crc, int bytes) {
        return local(name, UTF_8, STORED, (int) crc, bytes);
    }

    private static byte[] local(String name, short flags, short method, int crc, int bytes) {
        var text = name.getBytes(StandardCharsets.UTF_8);
        return little(30 + text.length).putInt(LOCAL).putShort(VERSION).putShort(flags).putShort(method).putInt(LONG_AGO).putInt(crc).putInt(bytes).putInt(bytes)
            .putShort((short) text.length).putShort((short) 0).put(text).array();
    }

    /** After a file: in 64 bits where 32 do not do. */
    byte[] descriptor(long crc, long packed, long bytes) {
        boolean large = packed >= TOO_LONG || bytes >= TOO_LONG;
        var descriptor = little(large ? 24 : 16).putInt(DESCRIPTOR).putInt((int) crc);
        return large ? descriptor.putLong(packed).putLong(bytes).array() : descriptor.putInt((int) packed).putInt((int) bytes).array();
    }

    /** Ends a zip whose directory begins at an offset. */
    void writeDirectory(OutputStream out, long offset) throws IOException {
        long bytes = 0;
        for (var entry : entries) {
            var central = central(entry);
            out.write(central);
            bytes += central.length;
        }
        boolean large = entries.size() >= TOO_MANY || bytes >= TOO_LONG || offset >= TOO_LONG;
        if (large) {
            out.write(little(56).putInt(END_64).putLong(44).putShort(VERSION_64).putShort(VERSION_64).putInt(0).putInt(0)
                .putLong(entries.size()).putLong(entries.size()).putLong(bytes).putLong(offset).array());
            out.write(little(20).putInt(LOCATOR_64).putInt(0).putLong(offset + bytes).putInt(1).array());
        }
        short count = (short) Math.min(entries.size(), TOO_MANY);
        out.write(little(22).putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count)
            .putInt(short32(bytes)).putInt(short32(offset)).putShort((short) 0).array());
    }

    private static byte[] central(Entry entry) {
        var extra = extra(entry);
        return little(46 + entry.name.length + extra.length).putInt(CENTRAL).putShort(VERSION).putShort(extra.length > 0 ? VERSION_64 : VERSION)
            .putShort(entry.stored ? UTF_8 : (short) (UTF_8 | SIZES_FOLLOW)).putShort(entry.stored ? STORED : DEFLATED).putInt(LONG_AGO).putInt((int) entry.crc)
            .putInt(short32(entry.packed)).putInt(short32(entry.bytes)).putShort((short) entry.name.length).putShort((short) extra.length).putShort((short) 0)
            .putShort((short) 0).putShort((short) 0).putInt(0).putInt(short32(entry.offset)).put(entry.name).put(extra).array();
    }

    /** What does not fit into 32 bits, in this order (section 4.5.3). */
    private static byte[] extra(Entry entry) {
        var large = new ArrayList<Long>();
        for (long value : new long[] {entry.bytes, entry.packed, entry.offset}) {
            if (value >= TOO_LONG) {
                large.add(value);
            }
        }
        if (large.isEmpty()) {
            return new byte[0];
        }
        var extra = little(4 + 8 * large.size()).putShort((short) 1).putShort((short) (8 * large.size()));
        large.forEach(extra::putLong);
        return extra.array();
    }

    private static int short32(long value) {
        return (int) Math.min(value, TOO_LONG);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
