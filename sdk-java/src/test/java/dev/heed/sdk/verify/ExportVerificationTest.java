package dev.heed.sdk.verify;

import static dev.heed.sdk.verify.Failure.ALTERED_LOG;
import static dev.heed.sdk.verify.Failure.BAD_SIGNATURE;
import static dev.heed.sdk.verify.Failure.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A whole export is held against the tree that its last line signs. */
class ExportVerificationTest {
    private final SampleLog log = SampleLog.of(11);
    private final Verifier verifier = Verifier.of(log.verifierKey());
    private final List<String> lines = log.export();

    @Test
    void aTrueExportVerifies() throws IOException {
        assertThat(verifier.export(stream()).size()).isEqualTo(11);
        assertThat(verifier.export(drip(stream())).size()).isEqualTo(11);
        SampleLog empty = SampleLog.of(0);
        assertThat(Verifier.of(empty.verifierKey()).export(stream(empty.export())).size()).isZero();
    }

    @Test
    void aRecordThatIsMissingMovedOrAddedIsFound() {
        assertFails(without(4), ALTERED_LOG);
        assertFails(without(10), ALTERED_LOG);
        List<String> swapped = log.export();
        Collections.swap(swapped, 3, 4);
        assertFails(swapped, ALTERED_LOG);
        List<String> twice = log.export();
        twice.add(4, twice.get(4));
        assertFails(twice, ALTERED_LOG);
    }

    @Test
    void aRecordThatOnlySaysAnotherIndexIsFound() {
        List<String> relabeled = log.export();
        relabeled.set(4, relabeled.get(4).replace("\"index\":4", "\"index\":5"));
        assertFails(relabeled, ALTERED_LOG);
    }

    @Test
    void anAlteredHashIsFound() {
        List<String> altered = log.export();
        altered.set(4, altered.get(4).replaceAll("entryHash\":\"[^\"]*", "entryHash\":\"" + SampleLog.base64(new byte[32])));
        assertFails(altered, ALTERED_LOG);
        altered.set(4, altered.get(4).replaceAll("entryHash\":\"[^\"]*", "entryHash\":\"AAAA"));
        assertFails(altered, UNREADABLE);
    }

    @Test
    void anExportThatWasCutShortIsUnreadable() {
        assertFails(lines.subList(0, 11), UNREADABLE);
        assertFails(Collections.emptyList(), UNREADABLE);
    }

    @Test
    void nothingMayFollowTheCheckpoint() {
        List<String> more = log.export();
        more.add("{\"index\":11}");
        assertFails(more, UNREADABLE);
    }

    @Test
    void anExportSignedByAnotherIsRefused() {
        List<String> forged = log.export();
        forged.set(11, SampleLog.of(11).export().get(11));
        assertFails(forged, BAD_SIGNATURE);
    }

    @Test
    void aLineWithoutEndDoesNotFillTheMemory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        VerificationException e = catchThrowableOfType(VerificationException.class, () -> verifier.export(endless));
        assertThat(e.failure()).isEqualTo(UNREADABLE);
    }

    private List<String> without(int line) {
        List<String> lines = log.export();
        lines.remove(line);
        return lines;
    }

    private void assertFails(List<String> lines, Failure kind) {
        VerificationException e = catchThrowableOfType(VerificationException.class, () -> verifier.export(stream(lines)));
        assertThat(e).as("should have been refused").isNotNull();
        assertThat(e.failure()).isEqualTo(kind);
    }

    private InputStream stream() {
        return stream(lines);
    }

    private static InputStream stream(List<String> lines) {
        return new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The same bytes, a few at a time. */
    private static InputStream drip(InputStream in) {
        return new java.io.FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 7));
            }
        };
    }
}
