package dev.heed.sdk.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/** The records of a package, read once, line by line: each says what its entry says, and its entry stands in the tree. */
final class PackagedRecords {
    private static final int MOST_NOTICES = 100_000;

    private final PackagedTiles tiles;
    private final long size;
    private final LongConsumer progress;
    private final Set<String> notices = new HashSet<>();
    private long last = -1;
    private long firstMissing = -1;
    private long records;
    private long erased;
    private long redacted;

    PackagedRecords(PackagedTiles tiles, long size, LongConsumer progress) {
        this.tiles = tiles;
        this.size = size;
        this.progress = progress;
    }

    /** @throws VerificationException ALTERED_RECORD or ALTERED_LOG with the first broken record */
    void read(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        for (byte[] line = next(lines); line != null; line = next(lines)) {
            check(line);
            records++;
            progress.accept(records);
        }
        if (records > 0 && !lines.lastWasEnded()) {
            throw new VerificationException(Failure.ALTERED_RECORD, "its line has no end").atRecord(last);
        }
        missing(size);
    }

    private byte[] next(Lines lines) throws IOException {
        try {
            return lines.next();
        } catch (VerificationException e) {
            throw unreadable();
        }
    }

    /** Which record it is, nobody can read; all before it were in order. */
    private VerificationException unreadable() {
        VerificationException broken = new VerificationException(Failure.ALTERED_RECORD, "line " + (records + 1) + " of the records cannot be read");
        return records == last + 1 && firstMissing < 0 ? broken.atRecord(records) : broken;
    }

    private void check(byte[] line) throws IOException {
        ObjectNode record;
        try {
            record = StrictJson.line(line);
        } catch (VerificationException e) {
            throw unreadable();
        }
        JsonNode claimed = record.path("index");
        if (!claimed.isIntegralNumber() || !claimed.canConvertToLong()) {
            throw unreadable();
        }
        long index = claimed.longValue();
        ExportedRecord proved;
        try {
            proved = new ExportedRecord(record, index);
        } catch (VerificationException e) {
            throw e.as(Failure.ALTERED_RECORD).atRecord(index);
        }
        mustStand(proved, index);
        missing(index);
        last = index;
        erased += proved.erased ? 1 : 0;
        redacted += proved.redacted ? 1 : 0;
        remember(record.path("notice"));
    }

    private void mustStand(ExportedRecord proved, long index) throws IOException {
        if (index <= last || index >= size) {
            throw new VerificationException(Failure.ALTERED_LOG, "out of order, twice, or not in the log yet").atRecord(index);
        }
        Boolean has = tiles.has(index, proved.leafHash);
        if (has == null) {
            throw new VerificationException(Failure.ALTERED_LOG, "no tile proves it").atRecord(index);
        }
        if (!has) {
            throw new VerificationException(Failure.ALTERED_RECORD, "it is not in the log so").atRecord(index);
        }
    }

    private void missing(long before) {
        if (firstMissing < 0 && before > last + 1) {
            firstMissing = last + 1;
        }
    }

    private void remember(JsonNode notice) {
        if (!notice.isMissingNode() && notices.size() < MOST_NOTICES) {
            notices.add(notice.path("id").asText() + "-v" + notice.path("version").asText() + "-" + notice.path("language").asText() + " " + notice.path("sha256").asText());
        }
    }

    /** @throws VerificationException ALTERED_LOG with the first record that is not there */
    void mustBeWhole() {
        if (firstMissing >= 0) {
            throw new VerificationException(Failure.ALTERED_LOG, "it is missing, in a package that holds the whole log").atRecord(firstMissing);
        }
    }

    /** The notices that the records name: what its file's name begins with, and its hash. */
    Set<String> notices() {
        return notices;
    }

    long records() {
        return records;
    }

    long erased() {
        return erased;
    }

    long redacted() {
        return redacted;
    }
}
