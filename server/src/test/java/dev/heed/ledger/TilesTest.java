package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TilesTest {
    private static final int MANY = 70_000;

    private static List<byte[]> leaves;
    private static StoredTiles stored;

    @BeforeAll
    static void growATreeOfManyLeaves() {
        leaves = ReferenceTree.leaves(MANY);
        stored = StoredTiles.of(leaves);
    }

    @Test
    void aTreeOf70000IsCutAsTheStandardSays() {
        assertThat(Tiles.width(0, 272, MANY)).isEqualTo(256);
        assertThat(Tiles.width(0, 273, MANY)).isEqualTo(112);
        assertThat(Tiles.width(0, 274, MANY)).isZero();
        assertThat(Tiles.width(1, 0, MANY)).isEqualTo(256);
        assertThat(Tiles.width(1, 1, MANY)).isEqualTo(17);
        assertThat(Tiles.width(1, 2, MANY)).isZero();
        assertThat(Tiles.width(2, 0, MANY)).isEqualTo(1);
        assertThat(Tiles.width(3, 0, MANY)).isZero();
        assertThat(Tiles.touched(0, MANY)).hasSize(274 + 2 + 1).filteredOn(TilePath::isFull).hasSize(273 + 1);
    }

    @Test
    void theLargestTreeHasTilesAndNoneBeyond() {
        assertThat(Tiles.width(7, 0, Long.MAX_VALUE)).isEqualTo(127);
        assertThat(Tiles.width(8, 0, Long.MAX_VALUE)).isZero();
        assertThat(Tiles.width(63, 0, Long.MAX_VALUE)).isZero();
        assertThat(Tiles.width(0, Long.MAX_VALUE, Long.MAX_VALUE)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.width(0, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.width(-1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.width(0, 0, -1));
    }

    @Test
    void growthTouchesTheTilesItFillsAndNoOthers() {
        assertThat(Tiles.touched(5, 5)).isEmpty();
        assertThat(Tiles.touched(0, 1)).containsExactly(new TilePath(0, 0, 1));
        assertThat(Tiles.touched(255, 256)).containsExactly(new TilePath(0, 0, 256), new TilePath(1, 0, 1));
        assertThat(Tiles.touched(256, 257)).containsExactly(new TilePath(0, 1, 1));
        assertThat(Tiles.touched(200, 600)).containsExactly(
                new TilePath(0, 0, 256), new TilePath(0, 1, 256), new TilePath(0, 2, 88), new TilePath(1, 0, 2));
        assertThat(Tiles.touched(65_535, 65_536)).containsExactly(
                new TilePath(0, 255, 256), new TilePath(1, 0, 256), new TilePath(2, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.touched(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.touched(-1, 1));
    }

    @Test
    void rootsReadFromTilesAreTheRootsOfTheLeaves() {
        for (int size : new int[] {1, 255, 256, 257, 511, 512, 4_097, 65_535, 65_536, 65_537, MANY}) {
            var root = Merkle.root(size, Tiles.hashes(size, stored));
            assertThat(root).as("size %d", size).isEqualTo(ReferenceTree.root(leaves.subList(0, size)));
        }
    }

    @Test
    void proofsReadFromTilesVerifyAtEverySizeTheTreeEverHad() {
        var random = new Random(9162);
        for (int i = 0; i < 12; i++) {
            int size = 1 + random.nextInt(MANY);
            var root = ReferenceTree.root(leaves.subList(0, size));
            for (int j = 0; j < 40; j++) {
                int index = random.nextInt(size);
                var proof = Merkle.inclusionProof(index, size, Tiles.hashes(size, stored));
                assertThat(Verifier.includes(index, size, proof, leaves.get(index), root))
                        .as("%d of %d", index, size)
                        .isTrue();

                int from = 1 + random.nextInt(size);
                var older = Merkle.root(from, Tiles.hashes(from, stored));
                var growth = Merkle.consistencyProof(from, size, Tiles.hashes(size, stored));
                assertThat(Verifier.consistent(from, size, growth, older, root)).as("%d to %d", from, size).isTrue();
            }
        }
    }

    @Test
    void oneProofReadsNoTileTwice() {
        for (long index : new long[] {0, 255, 256, 40_000, 65_535, 65_536, MANY - 1}) {
            stored.reads.clear();
            var hashes = Tiles.hashes(MANY, stored);
            Merkle.inclusionProof(index, MANY, hashes);
            Merkle.consistencyProof(index + 1, MANY, hashes);
            assertThat(stored.reads).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(6);
        }
    }

    @Test
    void theHashesOfASmallerTreeEndWhereItEnds() {
        var hashes = Tiles.hashes(300, stored);
        assertThat(hashes.at(0, 299)).isEqualTo(leaves.get(299));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.at(0, 300));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.at(8, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.at(63, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.at(0, -1));
    }

    @Test
    void aTileThatIsShorterThanItMustBeIsNeverTrusted() {
        var hashes = Tiles.hashes(300, (level, number, width) -> new byte[width * 32 - 1]);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> hashes.at(0, 299))
                .withMessageContaining("tile/0/001.p/44");
    }

    @Test
    void aBundlePutsTheLengthBeforeEveryEntry() {
        assertThat(Tiles.bundle(List.of(new byte[] {7, 8}, new byte[0], new byte[0x0102])))
                .hasSize(2 + 2 + 2 + 2 + 0x0102)
                .startsWith(0, 2, 7, 8, 0, 0, 1, 2, 0);
        assertThat(Tiles.bundle(List.of(new byte[65_535]))).hasSize(65_537).startsWith(0xff, 0xff);
    }

    @Test
    void anEntryOrBundleThatIsTooLongIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.bundle(List.of(new byte[65_536])));
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.bundle(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.bundle(Collections.nCopies(257, new byte[1])));
    }
}
