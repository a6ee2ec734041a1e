package dev.heed.sdk.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** An unfiltered export in NDJSON, read once, line by line: each record is proved and its tree rebuilt on the way, in constant memory. */
final class ExportedLog {
    private static final String CHECKPOINT = "checkpoint";

    private final Lines lines;
    private final LongConsumer progress;
    private final long earlierSize;
    private final CompactRange tree = new CompactRange();
    private byte[] earlierRoot;
    private long erased;
    private long redacted;

    /**
     * An export that nothing has been read of yet.
     *
     * @param earlierSize at which the root is remembered, for {@link #grewFrom}
     * @param progress is told the number of records so far, after each
     */
    ExportedLog(InputStream in, long earlierSize, LongConsumer progress) {
        this.lines = new Lines(in);
        this.earlierSize = earlierSize;
        this.progress = progress;
    }

    /**
     * Reads to the end and returns the checkpoint of the last line.
     *
     * @throws VerificationException ALTERED_RECORD or ALTERED_LOG with the first broken record; UNREADABLE when it is not an export
     */
    String readToCheckpoint() throws IOException {
        remember();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            ObjectNode record = object(line);
            if (record.size() == 1 && record.has(CHECKPOINT)) {
                return last(record.get(CHECKPOINT));
            }
            append(record);
        }
        throw new VerificationException(Failure.UNREADABLE, "the export ends without a checkpoint: it was cut short");
    }

    /** Whether these are the records that the checkpoint signs: all of them and no others. */
    boolean isSignedBy(VerifiedCheckpoint checkpoint) {
        return tree.size() == checkpoint.size() && Arrays.equals(tree.root(), checkpoint.root());
    }

    /** Whether the log began with the entries of the earlier checkpoint, the one of the size that was remembered. */
    boolean grewFrom(VerifiedCheckpoint earlier) {
        return earlierRoot != null && earlierSize == earlier.size() && Arrays.equals(earlierRoot, earlier.root());
    }

    VerifiedExport verified(VerifiedCheckpoint checkpoint) {
        return new VerifiedExport(checkpoint, erased, redacted);
    }

    private void append(ObjectNode line) {
        ExportedRecord record;
        try {
            record = new ExportedRecord(line, tree.size());
        } catch (VerificationException e) {
            throw e.atRecord(tree.size());
        }
        tree.append(record.leafHash);
        erased += record.erased ? 1 : 0;
        redacted += record.redacted ? 1 : 0;
        remember();
        progress.accept(tree.size());
    }

    private void remember() {
        if (tree.size() == earlierSize) {
            earlierRoot = tree.root();
        }
    }

    private ObjectNode object(byte[] line) {
        try {
            return StrictJson.line(line);
        } catch (VerificationException e) {
            throw new VerificationException(Failure.UNREADABLE, "line " + (tree.size() + 1) + " is not one of an export");
        }
    }

    private String last(JsonNode checkpoint) throws IOException {
        if (!checkpoint.isTextual() || !lines.lastWasEnded() || lines.next() != null) {
            throw new VerificationException(
                    Failure.UNREADABLE, "the checkpoint is not the last line, or not a whole one");
        }
        return checkpoint.textValue();
    }
}
