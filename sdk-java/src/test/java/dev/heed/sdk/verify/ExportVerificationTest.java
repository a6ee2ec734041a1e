package dev.heed.sdk.verify;

import static dev.heed.sdk.verify.Failure.ALTERED_LOG;
import static dev.heed.sdk.verify.Failure.ALTERED_RECORD;
import static dev.heed.sdk.verify.Failure.BAD_SIGNATURE;
import static dev.heed.sdk.verify.Failure.INCONSISTENT;
import static dev.heed.sdk.verify.Failure.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A whole export is held against the tree that its last line signs, and each record against its own entry. */
class ExportVerificationTest {
    private final SampleLog log = SampleLog.of(6);
    private final Verifier verifier = Verifier.of(log.verifierKey());
    private final List<String> lines = log.export();

    @Test
    void aTrueExportVerifies() throws IOException {
        assertThat(verifier.export(stream(lines)).records()).isEqualTo(6);
        assertThat(verifier.export(drip(stream(lines))).erased()).isZero();
        for (int size = 0; size <= 20; size++) {
            SampleLog other = SampleLog.of(size);
            VerifiedExport export = Verifier.of(other.verifierKey()).export(stream(other.export()));
            assertThat(export.checkpoint().root()).isEqualTo(other.root(size));
            assertThat(export.redacted()).isZero();
        }
    }

    @Test
    void everyByteThatIsFlippedIsFound() {
        byte[] whole = bytes(lines);
        for (int at = 0; at < whole.length; at++) {
            for (int flip : new int[] {1, 0x20}) {
                byte[] altered = whole.clone();
                altered[at] ^= flip;
                assertThat(refusal(altered)).as("byte %d xor %d", at, flip).isNotNull();
            }
        }
    }

    @Test
    void everyByteThatIsCutOffIsMissed() {
        byte[] whole = bytes(lines);
        for (int length = 0; length < whole.length; length++) {
            VerificationException e = refusal(Arrays.copyOf(whole, length));
            assertThat(e).as("cut at %d", length).isNotNull();
            assertThat(e.failure()).isEqualTo(UNREADABLE);
        }
    }

    @Test
    void theFirstRecordThatSaysSomethingElseIsNamed() {
        assertFails(replaced(4, "\"status\":\"given\"", "\"status\":\"refused\""), ALTERED_RECORD, 4);
        assertFails(replaced(4, "\"customerId\":\"c-4\"", "\"customerId\":\"c-5\""), ALTERED_RECORD, 4);
        assertFails(replaced(4, "\"changeId\":\"ch-4\"", "\"changeId\":\"ch-3\""), ALTERED_RECORD, 4);
        assertFails(replaced(4, "\"preferencesVersion\":11", "\"preferencesVersion\":12"), ALTERED_RECORD, 4);
        assertFails(replaced(4, "\"value\":null", "\"value\":true"), ALTERED_RECORD, 4);
        assertFails(replaced(0, "\"index\":0", "\"index\":5"), ALTERED_RECORD, 0);
        assertFails(replaced(5, "\"entryHash\":\"", "\"entryHash\":\"A"), ALTERED_RECORD, 5);
        assertFails(replaced(5, "{\\\"_sd", "{ \\\"_sd"), ALTERED_RECORD, 5);
        List<String> two = replaced(4, "\"status\":\"given\"", "\"status\":\"refused\"");
        two.set(2, two.get(2).replace("\"value\":null", "\"value\":0"));
        assertFails(two, ALTERED_RECORD, 2);
    }

    @Test
    void aRecordMustSayNothingMoreAndNothingLess() {
        assertFails(replaced(3, ",\"value\":true", ",\"value\":true,\"ip\":\"192.0.2.1\""), ALTERED_RECORD, 3);
        assertFails(replaced(3, ",\"value\":true", ""), ALTERED_RECORD, 3);
        assertFails(replaced(3, ",\"status\":\"given\"", ""), ALTERED_RECORD, 3);
        assertFails(replaced(3, "\"entryHash\"", "\"v\":1,\"entryHash\""), ALTERED_RECORD, 3);
        assertFails(replaced(3, "\"entry\":", "\"other\":"), UNREADABLE, 3);
        assertFails(replaced(3, "\"entryHash\":", "\"hash\":"), UNREADABLE, 3);
        assertFails(replaced(3, "\"disclosures\":", "\"disclosed\":"), UNREADABLE, 3);
    }

    @Test
    void aDisclosureOfAnotherRecordIsFound() {
        List<String> mixed = log.export();
        mixed.set(3, log.line(3, "", log.disclosures.get(2)));
        assertFails(mixed, ALTERED_RECORD, 3);
    }

    @Test
    void anErasedRecordIsAccepted() throws IOException {
        List<String> partly = log.export();
        partly.set(1, log.erased(1));
        partly.set(4, log.erased(4));
        VerifiedExport export = verifier.export(stream(partly));
        assertThat(export.erased()).isEqualTo(2);
        assertThat(export.redacted()).isZero();
        assertThat(export.records()).isEqualTo(6);
    }

    @Test
    void anErasedRecordMustNotTellAnythingPersonal() {
        List<String> told = log.export();
        told.set(4, log.line(4, ",\"customerId\":\"c-4\"", Collections.emptyList()));
        assertFails(told, ALTERED_RECORD, 4);
    }

    @Test
    void aRecordThatWithholdsSomeOfItIsCountedAsRedacted() throws IOException {
        List<String> redacted = log.export();
        redacted.set(4, log.line(4, ",\"customerId\":\"c-4\"", log.disclosures.get(4).subList(0, 1)));
        assertThat(verifier.export(stream(redacted)).redacted()).isEqualTo(1);
        assertThat(verifier.export(stream(redacted)).erased()).isZero();
    }

    @Test
    void aRecordThatIsDeletedIsMissed() {
        assertFails(without(4), ALTERED_LOG, 4);
        assertFails(without(0), ALTERED_LOG, 0);
        assertFails(without(5), ALTERED_LOG, -1);
    }

    @Test
    void swappedRecordsAreFound() {
        List<String> swapped = log.export();
        Collections.swap(swapped, 3, 4);
        assertFails(swapped, ALTERED_LOG, 3);
    }

    @Test
    void aDuplicatedRecordIsFound() {
        List<String> twice = log.export();
        twice.add(4, twice.get(4));
        assertFails(twice, ALTERED_LOG, 5);
    }

    @Test
    void aRecordThatIsForgedWithItsEntryAndHashIsFoundByTheSignature() {
        SampleLog forged = rewritten();
        List<String> mixed = log.export();
        mixed.set(2, forged.export().get(2));
        assertFails(mixed, ALTERED_LOG, -1);
        List<String> signedByAnother = log.export();
        signedByAnother.set(6, SampleLog.of(6).export().get(6));
        assertFails(signedByAnother, BAD_SIGNATURE, -1);
    }

    @Test
    void aLogThatWasRewrittenAndSignedAnewIsFoundOnlyAgainstAnEarlierCheckpoint() throws IOException {
        SampleLog rewritten = rewritten();
        assertThat(verifier.export(stream(rewritten.export())).records()).isEqualTo(6);
        assertInconsistent(rewritten, verifier.checkpoint(log.checkpoint(3)));
        assertInconsistent(rewritten, verifier.checkpoint(log.checkpoint(6)));
    }

    @Test
    void anExportExtendsEveryEarlierCheckpoint() throws IOException {
        for (int size = 0; size <= 6; size++) {
            assertThat(verifier.export(stream(lines), verifier.checkpoint(log.checkpoint(size))).records()).isEqualTo(6);
        }
    }

    @Test
    void anExportOfAShorterOrOtherLogDoesNotExtendTheCheckpoint() {
        SampleLog longer = new SampleLog(log);
        for (int i = 0; i < 7; i++) {
            longer.add("c-" + i);
        }
        assertInconsistent(log, verifier.checkpoint(longer.checkpoint(7)));
        SampleLog other = new SampleLog("heed.test/other");
        assertInconsistent(log, Verifier.of(other.verifierKey()).checkpoint(other.checkpoint(0)));
    }

    @Test
    void nothingMayStandBesideTheLines() {
        for (String last : List.of("{\"index\":6}", "", " ")) {
            List<String> more = log.export();
            more.add(last);
            assertFails(more, UNREADABLE, -1);
        }
        assertFails(replaced(2, "}", "} "), UNREADABLE, -1);
        assertFails(replaced(2, "\\u001f", "\\u001F"), UNREADABLE, -1);
        assertFails(replaced(2, "c-2", "\\u0063-2"), UNREADABLE, -1);
        assertFails(Collections.emptyList(), UNREADABLE, -1);
        byte[] spaceAtTheEnd = bytes(lines);
        spaceAtTheEnd[spaceAtTheEnd.length - 1] = ' ';
        assertThat(refusal(spaceAtTheEnd).failure()).isEqualTo(UNREADABLE);
    }

    @Test
    void progressIsTold() throws IOException {
        List<Long> told = new ArrayList<>();
        verifier.reportingTo(told::add).export(stream(lines));
        assertThat(told).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
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

    /** The same key, another customer behind record 2. */
    private SampleLog rewritten() {
        SampleLog rewritten = new SampleLog(log);
        for (int i = 0; i < 6; i++) {
            rewritten.add(i == 2 ? "someone-else" : "c-" + i);
        }
        return rewritten;
    }

    private List<String> without(int line) {
        List<String> lines = log.export();
        lines.remove(line);
        return lines;
    }

    private List<String> replaced(int line, String from, String to) {
        List<String> lines = log.export();
        assertThat(lines.get(line)).contains(from);
        lines.set(line, lines.get(line).replace(from, to));
        return lines;
    }

    private void assertFails(List<String> lines, Failure kind, long index) {
        VerificationException e = refusal(bytes(lines));
        assertThat(e).as("should have been refused").isNotNull();
        assertThat(e.failure()).isEqualTo(kind);
        assertThat(e.index().orElse(-1)).isEqualTo(index);
        assertThat(e.getMessage()).doesNotContain("c-").contains(index < 0 ? "" : "record " + index);
    }

    private void assertInconsistent(SampleLog of, VerifiedCheckpoint older) {
        VerificationException e =
                catchThrowableOfType(VerificationException.class, () -> verifier.export(stream(of.export()), older));
        assertThat(e).as("should have been refused").isNotNull();
        assertThat(e.failure()).isEqualTo(INCONSISTENT);
    }

    private VerificationException refusal(byte[] export) {
        return catchThrowableOfType(VerificationException.class, () -> verifier.export(new ByteArrayInputStream(export)));
    }

    private static InputStream stream(List<String> lines) {
        return new ByteArrayInputStream(bytes(lines));
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
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
