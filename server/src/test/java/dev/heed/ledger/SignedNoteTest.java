package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    @Test
    void theReferenceNoteIsSignedToTheLetter() {
        var text = "If you think cryptography is the answer to your problem,\n"
                + "then you don't know what your problem is.\n";
        assertThat(SignedNote.sign(text, LedgerKeyTest.peterNeumann())).isEqualTo(text + "\n\u2014 PeterNeumann "
                + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");
    }

    @Test
    void aNoteHoldsASignatureLineForEveryKeyInTheirOrder() {
        var peter = LedgerKeyTest.peterNeumann();
        var note = SignedNote.sign("text\n", peter, peter.named("example.com/log"));
        assertThat(note.lines()).hasSize(4);
        assertThat(note.lines().toList().get(2)).startsWith("\u2014 PeterNeumann x08go");
        assertThat(note.lines().toList().get(3)).startsWith("\u2014 example.com/log ");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "no line feed", "a\r\n", "a\tb\n", "a\u0000\n", "a\u001f\n", "half \ud800\n", "half \udc00\n"
    })
    void textThatCannotBeANoteIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.sign(text, LedgerKeyTest.peterNeumann()));
    }

    @Test
    void whatIsSealedCanNeverBeTakenForACheckpoint() {
        var peter = LedgerKeyTest.peterNeumann();
        var root = java.util.Base64.getEncoder().encodeToString(new byte[32]);
        var seal = SignedNote.seal("two words\n12\n" + root + "\n", peter);
        assertThat(SignedNote.signed(seal, peter)).isPresent();
        assertThat(SignedNote.signed(seal, peter).flatMap(Checkpoint::parse)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.seal("PeterNeumann\n12\n" + root + "\n", peter));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.seal("\ntwo words\n", peter));
    }

    @Test
    void anotherTextOrAnotherKeyIsNotSigned() {
        var peter = LedgerKeyTest.peterNeumann();
        var note = SignedNote.sign("text\n", peter.named("example.com/other"), peter);
        assertThat(SignedNote.signed(note, peter)).contains("text\n");
        assertThat(SignedNote.signed(note.replace("text", "test"), peter)).isEmpty();
        assertThat(SignedNote.signed(note, peter.named("example.com/log"))).isEmpty();
        assertThat(SignedNote.signed("text\n\n\u2014 PeterNeumann nonsense\n", peter)).isEmpty();
        assertThat(SignedNote.signed("text\n", peter)).isEmpty();
    }

    @Test
    void aNoteWithoutASignatureIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.sign("text\n"));
    }
}
