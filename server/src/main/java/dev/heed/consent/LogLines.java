package dev.heed.consent;

import dev.heed.store.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Predicate;

/** Writes records of the consent log one after the other, as lines of JSON or of CSV. */
public abstract class LogLines {
    /** How many records are read for a stream in one transaction. */
    public static final int RECORDS_AT_ONCE = 500;
    /** Shows every personal member. */
    public static final Predicate<String> ALL = member -> true;

    private static final int BUFFER_BYTES = 1 << 16;

    final OutputStream out;

    private LogLines(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    /** Writes what stands before the first record. */
    public void begin() throws IOException {}

    /**
     * Writes a record.
     *
     * @param keeps which of its personal members it shows, by the names under which they are disclosed
     */
    public abstract void record(Logged logged, Predicate<String> keeps) throws IOException;

    /** @param checkpoint the signed checkpoint of the tree size to which the export is fixed */
    public void end(String checkpoint) throws IOException {
        flush();
    }

    /** Hands on whatever was written. */
    public void flush() throws IOException {
        out.flush();
    }

    /** One record a line, and the checkpoint as the last. */
    public static LogLines ndjson(OutputStream out) {
        return new LogLines(out) {
            private final RecordLines lines = new RecordLines();

            @Override
            public void record(Logged logged, Predicate<String> keeps) throws IOException {
                lines.write(logged, keeps, out);
            }

            @Override
            public void end(String checkpoint) throws IOException {
                out.write(Json.bytes(Json.object().put("checkpoint", checkpoint)));
                out.write('\n');
                super.end(checkpoint);
            }
        };
    }

    /** A header line, then one record a line (RFC 4180). */
    public static LogLines csv(OutputStream out) {
        return new LogLines(out) {
            private final RecordCells cells = new RecordCells();

            @Override
            public void begin() throws IOException {
                cells.writeHeader(out);
            }

            @Override
            public void record(Logged logged, Predicate<String> keeps) throws IOException {
                cells.write(logged, keeps, out);
            }
        };
    }
}
