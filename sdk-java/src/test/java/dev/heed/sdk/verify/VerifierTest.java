package dev.heed.sdk.verify;

import static dev.heed.sdk.verify.Failure.ALTERED_RECORD;
import static dev.heed.sdk.verify.Failure.BAD_SIGNATURE;
import static dev.heed.sdk.verify.Failure.INCONSISTENT;
import static dev.heed.sdk.verify.Failure.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.sdk.model.Proof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a true log says is accepted; whatever was changed is refused, and by its kind. */
class VerifierTest {
    private final SampleLog log = SampleLog.of(11);
    private final Verifier verifier = Verifier.of(log.verifierKey());

    @Test
    void aTrueRecordTellsWhatWasDisclosed() {
        VerifiedRecord record = verifier.inclusion(log.proof(4, 11));
        assertThat(record.index()).isEqualTo(4);
        assertThat(record.checkpoint().size()).isEqualTo(11);
        assertThat(record.open().get("status").textValue()).isEqualTo("given");
        assertThat(record.disclosed())
                .containsEntry("customerId", TextNode.valueOf("c-4"))
                .containsEntry("value", NullNode.instance);
        assertThat(record.withheld()).isZero();
    }

    @Test
    void anErasedRecordIsProvedWithoutAnyoneBehindIt() {
        VerifiedRecord record = verifier.inclusion(log.proof(4, 11).disclosures(Collections.emptyList()));
        assertThat(record.disclosed()).isEmpty();
        assertThat(record.withheld()).isEqualTo(4);
    }

    @Test
    void everyRecordIsProvedInEveryLaterTree() {
        for (int size = 1; size <= 11; size++) {
            for (int index = 0; index < size; index++) {
                assertThat(verifier.inclusion(log.proof(index, size)).index()).isEqualTo(index);
                assertThat(verifier.inclusion(log.tlogProof(index, size), log.entries.get(index), log.disclosures.get(index))
                                .withheld())
                        .isZero();
            }
        }
    }

    @Test
    void flippingAnyCharacterOfAProofIsCaught() {
        Proof whole = log.proof(4, 11);
        for (int at = 0; at < whole.getEntry().length(); at++) {
            assertFails(log.proof(4, 11).entry(flip(whole.getEntry(), at)), ALTERED_RECORD);
        }
        for (int at = 0; at < whole.getCheckpoint().length(); at++) {
            assertFails(log.proof(4, 11).checkpoint(flip(whole.getCheckpoint(), at)), BAD_SIGNATURE, UNREADABLE);
        }
        for (int i = 0; i < whole.getHashes().size(); i++) {
            for (int at = 0; at < 44; at++) {
                Proof altered = log.proof(4, 11);
                altered.getHashes().set(i, flip(whole.getHashes().get(i), at));
                assertFails(altered, ALTERED_RECORD, UNREADABLE);
            }
        }
        for (int at = 0; at < whole.getDisclosures().get(0).length(); at++) {
            Proof altered = log.proof(4, 11);
            altered.getDisclosures().set(0, flip(whole.getDisclosures().get(0), at));
            assertFails(altered, ALTERED_RECORD);
        }
    }

    @Test
    void aProofForAnotherPlaceOrTreeIsRefused() {
        assertFails(log.proof(4, 11).index(5L), ALTERED_RECORD);
        assertFails(log.proof(4, 11).index(11L), ALTERED_RECORD);
        assertFails(log.proof(4, 11).index(-1L), ALTERED_RECORD);
        assertFails(log.proof(4, 11).treeSize(10L), ALTERED_RECORD);
        assertFails(log.proof(4, 11).checkpoint(log.checkpoint(10)), ALTERED_RECORD);
    }

    @Test
    void anEntryThatSaysAnotherIndexIsRefusedThoughItStandsInTheLog() {
        log.entries.add(log.entries.get(4));
        log.disclosures.add(log.disclosures.get(4));
        assertFails(log.proof(11, 12), ALTERED_RECORD);
    }

    @Test
    void aHashOfAnotherLengthIsRefused() {
        Proof altered = log.proof(4, 11);
        altered.getHashes().set(0, SampleLog.base64(new byte[31]));
        assertFails(altered, UNREADABLE);
        assertFails(log.proof(4, 11).hashes(Collections.nCopies(65, SampleLog.base64(new byte[32]))), UNREADABLE);
    }

    @Test
    void jsonThatCanBeReadInTwoWaysIsRefused() {
        String[] entries = {
            "{\"index\":11,\"status\":\"given\",\"status\":\"refused\"}",
            "{\"index\":11} {}",
            "{\"index\":11,\"_sd\":[\"x\"]}",
            "{\"index\":11,\"_sd\":\"x\"}",
            "[11]",
            ""
        };
        for (String entry : entries) {
            SampleLog lying = SampleLog.of(11);
            lying.entries.add(entry);
            lying.disclosures.add(new ArrayList<>());
            assertFails(Verifier.of(lying.verifierKey()), lying.proof(11, 12), UNREADABLE);
        }
    }

    @Test
    void disclosuresThatContradictTheEntryOrEachOtherAreRefused() {
        assertFails(log.proof(4, 11).disclosures(log.disclosures.get(5)), ALTERED_RECORD);
        String once = log.disclosures.get(4).get(0);
        assertFails(log.proof(4, 11).disclosures(Arrays.asList(once, once)), UNREADABLE);

        String shadowing = SampleLog.disclosure("status", "\"refused\"");
        log.entries.add("{\"_sd\":[\"" + SampleLog.digest(shadowing) + "\"],\"index\":11,\"status\":\"given\"}");
        log.disclosures.add(Collections.singletonList(shadowing));
        assertFails(log.proof(11, 12), UNREADABLE);
    }

    @Test
    void onlyTheLogsOwnKeySigns() {
        SampleLog other = SampleLog.of(11);
        assertFails(() -> verifier.checkpoint(other.checkpoint(11)), BAD_SIGNATURE);
        assertFails(() -> Verifier.of(other.verifierKey()).inclusion(log.proof(4, 11)), BAD_SIGNATURE);
    }

    @Test
    void signaturesByUnknownKeysArePassedOver() {
        String witness = new SampleLog("witness.example").signature("whatever");
        assertThat(verifier.checkpoint(log.checkpoint(11) + witness).size()).isEqualTo(11);
        String text = log.checkpoint(11).substring(0, log.checkpoint(11).indexOf("\u2014"));
        assertFails(() -> verifier.checkpoint(text + witness), BAD_SIGNATURE);
    }

    @Test
    void oneWrongSignatureOfTheKeySpoilsARightOne() {
        assertFails(() -> verifier.checkpoint(log.checkpoint(11) + log.signature("something else")), BAD_SIGNATURE);
    }

    @Test
    void aCheckpointOfAnotherLogIsRefusedThoughTheKeyIsRight() {
        assertFails(() -> verifier.forOrigin("heed.test/other").checkpoint(log.checkpoint(11)), BAD_SIGNATURE);
    }

    @Test
    void whatIsNotACheckpointIsUnreadable() {
        String root = SampleLog.base64(log.root(3));
        for (String text : List.of("a\n", log.origin + "\n03\n" + root + "\n", log.origin + "\n-3\n" + root + "\n",
                log.origin + "\n3\nAAAA\n", log.origin + "\n3\n" + root + "\n\nmore\n")) {
            assertFails(() -> verifier.checkpoint(text + "\n" + log.signature(text)), UNREADABLE);
        }
        for (String note : List.of("", "\n\n", "x", log.checkpoint(3).trim(), log.checkpoint(3) + "\u0000\n")) {
            assertFails(() -> verifier.checkpoint(note), UNREADABLE);
        }
        String extended = log.origin + "\n3\n" + root + "\nextension\n";
        assertThat(verifier.checkpoint(extended + "\n" + log.signature(extended)).size()).isEqualTo(3);
    }

    @Test
    void aKeyThatDoesNotMatchItsHashIsUnreadable() {
        String key = log.verifierKey();
        for (String broken : List.of("", key.replace("heed.test", "heed.tost"), key.substring(0, key.length() - 4), "a b" + key)) {
            assertFails(() -> Verifier.of(broken), UNREADABLE);
        }
    }

    @Test
    void aLogThatGrewIsConsistent() {
        for (int from = 1; from <= 11; from++) {
            verifier.consistency(checkpoint(log, from), checkpoint(log, 11), log.consistency(from, 11));
        }
    }

    @Test
    void aRewrittenLogIsFoundOutOnlyByAnEarlierCheckpoint() {
        SampleLog rewritten = new SampleLog(log);
        for (int i = 0; i < 11; i++) {
            rewritten.add(i == 2 ? "someone-else" : "c-" + i);
        }
        VerifiedCheckpoint saved = checkpoint(log, 5);
        assertThat(verifier.inclusion(rewritten.proof(2, 11)).disclosed()).containsKey("customerId");
        assertFails(
                () -> verifier.consistency(saved, checkpoint(rewritten, 11), rewritten.consistency(5, 11)), INCONSISTENT);
        assertFails(() -> verifier.consistency(saved, checkpoint(rewritten, 5), Collections.emptyList()), INCONSISTENT);
    }

    @Test
    void aLogThatShrankOrBeganAtNothingIsInconsistent() {
        assertFails(() -> verifier.consistency(checkpoint(log, 5), checkpoint(log, 3), log.consistency(3, 5)), INCONSISTENT);
        assertFails(
                () -> verifier.consistency(checkpoint(log, 0), checkpoint(log, 3), Collections.emptyList()), INCONSISTENT);
        SampleLog other = new SampleLog("heed.test/other");
        other.add("c-0");
        VerifiedCheckpoint theirs = Verifier.of(other.verifierKey()).checkpoint(other.checkpoint(1));
        assertFails(() -> verifier.consistency(checkpoint(log, 1), theirs, Collections.emptyList()), INCONSISTENT);
    }

    @Test
    void aRuntimeWithoutEd25519CanBringItsOwn() {
        Verifier lenient = verifier.checkingSignaturesWith((key, message, signature) -> key.length == 32 && signature.length == 64);
        assertThat(lenient.checkpoint(log.checkpoint(3)).size()).isEqualTo(3);
        assertThatThrownBy(() -> verifier.checkingSignaturesWith(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aProofWithAMemberMissingIsUnreadable() {
        assertFails(new Proof(), UNREADABLE);
        assertFails(log.proof(4, 11).hashes(null), UNREADABLE);
        for (String text : List.of("", "c2sp.org/tlog-proof@v1\n\n", log.tlogProof(4, 11).replace("index 4", "index 04"),
                log.tlogProof(4, 11).replace("@v1", "@v2"))) {
            assertFails(() -> verifier.inclusion(text, log.entries.get(4), Collections.emptyList()), UNREADABLE);
        }
        String extra = log.tlogProof(4, 11).replace("@v1\n", "@v1\nextra AAAA\n");
        assertThat(verifier.inclusion(extra, log.entries.get(4), Collections.emptyList()).index()).isEqualTo(4);
    }

    private VerifiedCheckpoint checkpoint(SampleLog of, int size) {
        return verifier.checkpoint(of.checkpoint(size));
    }

    private void assertFails(Proof proof, Failure... kinds) {
        assertFails(verifier, proof, kinds);
    }

    private static void assertFails(Verifier verifier, Proof proof, Failure... kinds) {
        assertFails(() -> verifier.inclusion(proof), kinds);
    }

    private static void assertFails(ThrowingCallable check, Failure... kinds) {
        VerificationException e = catchThrowableOfType(VerificationException.class, check);
        assertThat(e).as("should have been refused").isNotNull();
        assertThat(e.failure()).isIn((Object[]) kinds);
        assertThat(e.getMessage()).doesNotContain("c-4");
    }

    private static String flip(String text, int at) {
        char flipped = (char) (text.charAt(at) ^ 1);
        return text.substring(0, at) + flipped + text.substring(at + 1);
    }
}
