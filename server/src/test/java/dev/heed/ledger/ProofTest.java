package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final List<byte[]> HASHES = ReferenceTree.leaves(2);

    @Test
    void aProofFileHoldsIndexHashesAndTheCheckpointAsItWas() {
        var key = LedgerKeyTest.peterNeumann().named("example.com/log");
        var signed = new Checkpoint("example.com/log", 4, HASHES.get(0)).signed(key);
        assertThat(new InclusionProof(2, 4, HASHES).tlogProof(signed)).isEqualTo("c2sp.org/tlog-proof@v1\nindex 2\n"
                + Base64.getEncoder().encodeToString(HASHES.get(0)) + "\n"
                + Base64.getEncoder().encodeToString(HASHES.get(1)) + "\n\n"
                + signed);
    }

    @Test
    void theOnlyLeafNeedsNoHashes() {
        var signed = new Checkpoint("PeterNeumann", 1, HASHES.get(0)).signed(LedgerKeyTest.peterNeumann());
        assertThat(new InclusionProof(0, 1, List.of()).tlogProof(signed))
                .isEqualTo("c2sp.org/tlog-proof@v1\nindex 0\n\n" + signed);
    }

    @Test
    void aProofIsNotJoinedToACheckpointOfAnotherSize() {
        var proof = new InclusionProof(2, 4, HASHES);
        var signed = new Checkpoint("PeterNeumann", 5, HASHES.get(0)).signed(LedgerKeyTest.peterNeumann());
        assertThatIllegalArgumentException().isThrownBy(() -> proof.tlogProof(signed));
        assertThatIllegalArgumentException().isThrownBy(() -> proof.tlogProof("4"));
    }

    @Test
    void aProofThatCouldNeverVerifyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(4, 4, HASHES));
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(-1, 4, HASHES));
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(0, 4, List.of(new byte[33])));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(0, 4, HASHES));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(5, 4, HASHES));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(1, 4, List.of(new byte[31])));
    }

    @Test
    void aProofDoesNotChangeAndEqualsItsCopy() {
        var inclusion = new InclusionProof(2, 4, HASHES);
        var consistency = new ConsistencyProof(2, 4, HASHES);
        inclusion.hashes().get(0)[0]++;
        consistency.hashes().get(0)[0]++;
        assertThat(inclusion).isEqualTo(new InclusionProof(2, 4, ReferenceTree.leaves(2)));
        assertThat(inclusion).isNotEqualTo(new InclusionProof(2, 4, List.of()));
        assertThat(consistency).isEqualTo(new ConsistencyProof(2, 4, ReferenceTree.leaves(2)));
        assertThat(consistency).isNotEqualTo(new ConsistencyProof(3, 4, HASHES));
    }
}
