package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final byte[] ROOT = Base64.getDecoder().decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");

    @Test
    void theTextIsThatOfTheStandard() {
        assertThat(new Checkpoint("example.com/behind-the-sofa", 20_852_163, ROOT).text())
                .isEqualTo("example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
    }

    @Test
    void theSignedFormIsTheTextAndOneLineUnderTheOriginsName() {
        var checkpoint = new Checkpoint("example.com/log", 7, ROOT);
        var key = LedgerKeyTest.peterNeumann().named("example.com/log");
        assertThat(checkpoint.signed(key))
                .startsWith(checkpoint.text() + "\n\u2014 example.com/log ")
                .isEqualTo(SignedNote.sign(checkpoint.text(), key));
    }

    @Test
    void aKeyOfAnotherOriginDoesNotSign() {
        var checkpoint = new Checkpoint("example.com/log", 7, ROOT);
        assertThatIllegalArgumentException().isThrownBy(() -> checkpoint.signed(LedgerKeyTest.peterNeumann()));
    }

    @Test
    void aCheckpointNoLogCouldHaveIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("", 1, ROOT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a\n9", 1, ROOT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a", -1, ROOT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a", 1, new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a", 0, ROOT));
        assertThat(new Checkpoint("a", 0, Merkle.emptyRoot()).text()).startsWith("a\n0\n47DEQpj8");
    }

    @Test
    void aCheckpointDoesNotChangeAndEqualsItsCopy() {
        var root = ROOT.clone();
        var checkpoint = new Checkpoint("a", 1, root);
        root[0]++;
        checkpoint.root()[0]++;
        assertThat(checkpoint).isEqualTo(new Checkpoint("a", 1, ROOT)).hasSameHashCodeAs(new Checkpoint("a", 1, ROOT));
        assertThat(checkpoint).isNotEqualTo(new Checkpoint("a", 1, root)).isNotEqualTo(new Checkpoint("a", 2, ROOT));
    }
}
