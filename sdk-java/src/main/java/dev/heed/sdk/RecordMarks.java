package dev.heed.sdk;

import java.util.zip.CRC32;

/**
 * Follows an export as it comes in, and knows the last whole record and what came after it. Keeps no more than the beginning of a line and a checksum.
 */
final class RecordMarks {
    private static final int MOST_DIGITS = 18;

    private final boolean csv;
    private final byte[] prefix;
    private final CRC32 sinceMark = new CRC32();
    private long mark;
    private long bytesSinceMark;
    private long column;
    private long index;
    private int digits;
    private boolean named;
    private boolean unnamed;
    private boolean quoted;

    /**
     * Nothing has come in yet.
     *
     * @param format decides how a line names its record: as its first member, or in its first cell
     * @param mark the record after which the export begins; -1 for none
     */
    RecordMarks(ExportFormat format, long mark) {
        this.mark = mark;
        this.csv = format == ExportFormat.CSV;
        this.prefix = csv ? new byte[0] : new byte[] {'{', '"', 'i', 'n', 'd', 'e', 'x', '"', ':'};
    }

    /** The index of the last whole record; -1 while there is none. */
    long lastRecord() {
        return mark;
    }

    /** How many bytes came after the last whole record. */
    long bytesSince() {
        return bytesSinceMark;
    }

    /** A checksum of the bytes that came after the last whole record. */
    long checksumSince() {
        return sinceMark.getValue();
    }

    void follow(byte[] bytes, int from, int count) {
        int open = from;
        for (int i = from; i < from + count; i++) {
            byte b = bytes[i];
            if (csv && b == '"') {
                quoted = !quoted;
            }
            if (b != '\n' || quoted) {
                name(b);
                column++;
                continue;
            }
            if (named) {
                mark = index;
                bytesSinceMark = 0;
                sinceMark.reset();
                open = i + 1;
            }
            column = 0;
            index = 0;
            digits = 0;
            named = false;
            unnamed = false;
        }
        sinceMark.update(bytes, open, from + count - open);
        bytesSinceMark += from + count - open;
    }

    /** Reads the record's index where a line begins with one. */
    private void name(byte b) {
        if (named || unnamed) {
            return;
        }
        if (column < prefix.length) {
            unnamed = b != prefix[(int) column];
        } else if (b >= '0' && b <= '9' && digits < MOST_DIGITS) {
            index = 10 * index + (b - '0');
            digits++;
        } else {
            named = b == ',' && digits > 0;
            unnamed = !named;
        }
    }
}
