package dev.heed.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.zip.CRC32;
import okhttp3.Response;

/**
 * The bytes of an export over as many connections as it takes. How often it goes on without having come any further is bounded by the client's
 * retries; what was read of a half line before must come again exactly so, or the stream ends in an exception.
 */
final class ResumedStream extends InputStream {
    private static final int SKIPPED_AT_ONCE = 1 << 13;

    private final long treeSize;
    private final Source source;
    private final Retries retries;
    private final RecordMarks marks;
    private volatile Response response;
    private volatile boolean closed;
    private int tried;
    private long markAtTry;
    private boolean ended;

    /** Where the rest of an export comes from. */
    interface Source {
        /** @param after the last whole record; -1 for the export from its beginning */
        Response after(long treeSize, long after);
    }

    ResumedStream(Response first, long treeSize, Source source, Retries retries, RecordMarks marks) {
        this.response = first;
        this.treeSize = treeSize;
        this.source = source;
        this.retries = retries;
        this.marks = marks;
        this.markAtTry = marks.lastRecord();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int most) throws IOException {
        if (closed) {
            throw new IOException("the export is closed");
        }
        while (!ended && most > 0) {
            try {
                int count = response.body().byteStream().read(buffer, from, most);
                ended = count < 0;
                marks.follow(buffer, from, Math.max(0, count));
                return count;
            } catch (IOException broken) {
                goOn(broken);
            }
        }
        return ended ? -1 : 0;
    }

    /** Opens the rest of the export and passes over what was read of it already. */
    private void goOn(IOException first) throws IOException {
        IOException broken = first;
        while (true) {
            refuseUnlessWorthIt(broken);
            response.close();
            try {
                response = source.after(treeSize, marks.lastRecord());
            } catch (HeedException refused) {
                throw new IOException("the export broke off and cannot go on", refused);
            }
            if (closed) {
                response.close();
                throw broken;
            }
            try {
                passOver();
                return;
            } catch (IOException again) {
                broken = again;
            }
        }
    }

    /** Each whole record that came is a reason to try anew. */
    private void refuseUnlessWorthIt(IOException broken) throws IOException {
        if (marks.lastRecord() > markAtTry) {
            markAtTry = marks.lastRecord();
            tried = 0;
        }
        boolean stopped = broken instanceof InterruptedIOException && !(broken instanceof SocketTimeoutException);
        if (closed || stopped || broken instanceof Differs || !retries.another(tried, broken)) {
            throw broken;
        }
        tried++;
    }

    private void passOver() throws IOException {
        if (!Export.treeSize(response).equals(java.util.OptionalLong.of(treeSize))) {
            throw new Differs("the export broke off, and goes on with another tree");
        }
        CRC32 again = new CRC32();
        byte[] skipped = new byte[SKIPPED_AT_ONCE];
        for (long left = marks.bytesSince(); left > 0; ) {
            int count = response.body().byteStream().read(skipped, 0, (int) Math.min(left, skipped.length));
            if (count < 0) {
                throw new Differs("the export broke off, and goes on shorter than before");
            }
            again.update(skipped, 0, count);
            left -= count;
        }
        if (again.getValue() != marks.checksumSince()) {
            throw new Differs("the export broke off, and goes on otherwise than before: something in it was erased meanwhile");
        }
    }

    @Override
    public void close() {
        closed = true;
        response.close();
    }

    /** What comes now is not the rest of what came before; trying again will not help. */
    private static final class Differs extends IOException {
        private static final long serialVersionUID = 1;

        Differs(String message) {
            super(message);
        }
    }
}
