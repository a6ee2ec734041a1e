package dev.heed.ledger;

import static dev.heed.ledger.ReferenceTree.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTest {
    private static final int MANY = 70_000;
    private static final List<byte[]> LEAVES = ReferenceTree.leaves(MANY);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void appendsOfAnySizesGiveTheTilesOfOneAppend(int seed) {
        var random = new Random(seed);
        var stored = new StoredTiles();
        var edge = Edge.empty();
        while (edge.size() < MANY) {
            int from = (int) edge.size();
            int to = Math.min(MANY, from + 1 + random.nextInt(random.nextBoolean() ? 256 : 2_000));
            var growth = edge.grow(LEAVES.subList(from, to));
            assertThat(growth.tiles()).extracting(Tile::path).isEqualTo(Tiles.touched(from, to));
            stored.store(growth);
            edge = growth.edge();
        }
        assertThat(hexed(stored.tiles)).isEqualTo(hexed(StoredTiles.of(LEAVES).tiles));
        assertThat(edge.root()).isEqualTo(ReferenceTree.root(LEAVES));
    }

    @Test
    void everyLeafAppendedAloneGivesTheRootOfAllSoFar() {
        var edge = Edge.empty();
        for (int size = 1; size <= 300; size++) {
            var growth = edge.grow(LEAVES.subList(size - 1, size));
            edge = growth.edge();
            assertThat(growth.size()).isEqualTo(size);
            assertThat(growth.root()).isEqualTo(ReferenceTree.root(LEAVES.subList(0, size)));
        }
    }

    @Test
    void anEdgeReadFromTilesContinuesLikeTheOneThatWasKept() {
        var stored = StoredTiles.of(LEAVES);
        var random = new Random(6962);
        for (int i = 0; i < 12; i++) {
            int from = random.nextInt(MANY);
            int to = Math.min(MANY, from + random.nextInt(600));
            var kept = Edge.empty().grow(LEAVES.subList(0, from)).edge().grow(LEAVES.subList(from, to));
            var read = Tiles.growth(from, LEAVES.subList(from, to), stored);
            assertThat(read.root()).isEqualTo(kept.root());
            assertThat(hexed(tilesOf(read))).isEqualTo(hexed(tilesOf(kept)));
        }
    }

    @Test
    void readingAnEdgeReadsOnePartialTileALevel() {
        var stored = StoredTiles.of(LEAVES);
        assertThat(Edge.read(MANY, stored).root()).isEqualTo(ReferenceTree.root(LEAVES));
        assertThat(stored.reads).containsExactlyInAnyOrder("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
    }

    @Test
    void aGrowthThatIsThrownAwayLeavesTheEdgeAsItWas() {
        var edge = Edge.empty().grow(LEAVES.subList(0, 300)).edge();
        var root = edge.root();
        edge.grow(LEAVES.subList(5_000, 6_000));
        assertThat(edge.root()).isEqualTo(root);

        var next = edge.grow(LEAVES.subList(300, 1_000));
        assertThat(next.root()).isEqualTo(ReferenceTree.root(LEAVES.subList(0, 1_000)));
        assertThat(hexed(StoredTiles.of(LEAVES.subList(0, 1_000)).tiles)).containsAllEntriesOf(hexed(tilesOf(next)));
    }

    @Test
    void nothingAppendedChangesNothing() {
        var growth = Edge.empty().grow(List.of());
        assertThat(growth.tiles()).isEmpty();
        assertThat(growth.root()).isEqualTo(Merkle.emptyRoot());
        assertThat(Edge.read(0, (level, number, width) -> new byte[0]).root()).isEqualTo(Merkle.emptyRoot());
    }

    @Test
    void theCallersHashesAreNotTheTreesHashes() {
        var leaf = LEAVES.get(0).clone();
        var edge = Edge.empty().grow(List.of(leaf)).edge();
        leaf[0]++;
        edge.root()[0]++;
        assertThat(edge.root()).isEqualTo(LEAVES.get(0));
    }

    @Test
    void aLeafHashOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Edge.empty().grow(List.of(new byte[31])));
    }

    private static Map<String, byte[]> tilesOf(Growth growth) {
        var stored = new StoredTiles();
        stored.store(growth);
        return stored.tiles;
    }

    private static Map<String, String> hexed(Map<String, byte[]> tiles) {
        var hexed = new TreeMap<String, String>();
        tiles.forEach((name, hashes) -> hexed.put(name, hex(hashes)));
        return hexed;
    }
}
