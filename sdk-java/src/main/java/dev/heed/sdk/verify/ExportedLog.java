package dev.heed.sdk.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;

/** An unfiltered export in NDJSON, read once, line by line: its tree is rebuilt on the way, in constant memory. */
final class ExportedLog {
    private final Lines lines;
    private final CompactRange tree = new CompactRange();

    ExportedLog(InputStream in) {
        this.lines = new Lines(in);
    }

    CompactRange tree() {
        return tree;
    }

    /**
     * Reads to the end and returns the checkpoint of the last line.
     *
     * @throws VerificationException ALTERED_LOG when a record is not where it belongs; UNREADABLE when it is not an export
     */
    String readToCheckpoint() throws IOException {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            JsonNode record = StrictJson.object(line);
            if (record.has("checkpoint") && record.size() == 1) {
                return last(record.get("checkpoint"));
            }
            append(record);
        }
        throw new VerificationException(Failure.UNREADABLE, "the export ends without a checkpoint: it was cut short");
    }

    private void append(JsonNode record) {
        JsonNode index = record.path("index");
        JsonNode hash = record.path("entryHash");
        if (!index.isIntegralNumber() || !index.canConvertToLong() || !hash.isTextual()) {
            throw new VerificationException(Failure.UNREADABLE, "line " + (tree.size() + 1) + " is not a record");
        }
        if (index.longValue() != tree.size()) {
            throw new VerificationException(
                    Failure.ALTERED_LOG, "record " + tree.size() + " is missing or out of order");
        }
        tree.append(Bytes.hash(hash.textValue()));
    }

    private String last(JsonNode checkpoint) throws IOException {
        if (!checkpoint.isTextual() || lines.next() != null) {
            throw new VerificationException(Failure.UNREADABLE, "the last line is not a checkpoint, or not the last");
        }
        return checkpoint.textValue();
    }
}
