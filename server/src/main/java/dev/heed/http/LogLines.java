package dev.heed.http;

import dev.heed.consent.Logged;
import dev.heed.consent.RecordCells;
import dev.heed.consent.RecordLines;
import dev.heed.store.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes records of the consent log one after the other, as lines of JSON or of CSV. */
abstract class LogLines {
    static final int RECORDS_AT_ONCE = 500;
    private static final int BUFFER_BYTES = 1 << 16;

    final OutputStream out;

    private LogLines(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    void begin() throws IOException {}

    abstract void record(Logged logged) throws IOException;

    /** @param checkpoint the signed checkpoint of the tree size to which the export is fixed */
    void end(String checkpoint) throws IOException {
        out.flush();
    }

    /** One record a line, and the checkpoint as the last. */
    static LogLines ndjson(OutputStream out) {
        return new LogLines(out) {
            private final RecordLines lines = new RecordLines();

            @Override
            void record(Logged logged) throws IOException {
                lines.write(logged, out);
            }

            @Override
            void end(String checkpoint) throws IOException {
                out.write(Json.bytes(Json.object().put("checkpoint", checkpoint)));
                out.write('\n');
                super.end(checkpoint);
            }
        };
    }

    /** A header line, then one record a line (RFC 4180). */
    static LogLines csv(OutputStream out) {
        return new LogLines(out) {
            private final RecordCells cells = new RecordCells();

            @Override
            void begin() throws IOException {
                cells.writeHeader(out);
            }

            @Override
            void record(Logged logged) throws IOException {
                cells.write(logged, out);
            }
        };
    }
}
