package dev.heed.ledger;

import static dev.heed.ledger.ReferenceTree.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTest {
    /** The leaves and roots that every implementation of RFC 6962 is tested with. */
    private static final List<byte[]> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(ReferenceTree::hex)
            .map(Merkle::leafHash)
            .toList();

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int MANY = 130;

    @Test
    void rootsMatchTheReferenceVectors() {
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(hex(Merkle.root(size, ReferenceTree.hashes(LEAVES)))).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void inclusionProofsMatchTheReferenceVectors() {
        assertThat(inclusion(0, 1)).isEmpty();
        assertThat(inclusion(0, 8)).containsExactly(
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(inclusion(5, 8)).containsExactly(
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(inclusion(2, 3)).containsExactly(
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    }

    @Test
    void consistencyProofsMatchTheReferenceVectors() {
        assertThat(consistency(1, 1)).isEmpty();
        assertThat(consistency(6, 8)).containsExactly(
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(consistency(2, 5)).containsExactly(
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Test
    void aLedgerEntryHasTheLeafHashOfTheWorkedExample() {
        var entry = "{\"c\":\"gh5BcSEjwevY8S3YifcaFcxZ76YeKkYwz6St_5uLhCA\",\"id\":\"evt_1\","
                + "\"t\":\"2026-01-02T03:04:05.678Z\",\"v\":1}";
        assertThat(hex(Merkle.leafHash(entry.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("a36cdf8eff98aa5175a813b3e91f2766d09283f6551159d25fd6b7f52a17cdd2");
    }

    @Test
    void everyLeafOfEverySmallTreeIsProven() {
        var leaves = ReferenceTree.leaves(MANY);
        var hashes = remembering(ReferenceTree.hashes(leaves));
        for (int size = 1; size <= MANY; size++) {
            var root = ReferenceTree.root(leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
                var proof = Merkle.inclusionProof(index, size, hashes);
                assertThat(Verifier.includes(index, size, proof, leaves.get(index), root))
                        .as("%d of %d", index, size)
                        .isTrue();
                assertThat(Verifier.includes(index, size, proof, leaves.get((index + 1) % size), root))
                        .isEqualTo(size == 1);
            }
        }
    }

    @Test
    void everyGrowthOfEverySmallTreeIsProven() {
        var leaves = ReferenceTree.leaves(MANY);
        var hashes = remembering(ReferenceTree.hashes(leaves));
        var roots = IntStream.rangeClosed(0, MANY)
                .mapToObj(size -> ReferenceTree.root(leaves.subList(0, size)))
                .toList();
        for (int to = 1; to <= MANY; to++) {
            for (int from = 1; from <= to; from++) {
                var proof = Merkle.consistencyProof(from, to, hashes);
                assertThat(Verifier.consistent(from, to, proof, roots.get(from), roots.get(to)))
                        .as("%d to %d", from, to)
                        .isTrue();
                assertThat(Verifier.consistent(from, to, proof, roots.get(from - 1), roots.get(to))).isFalse();
            }
        }
    }

    @Test
    void proofsOfTheLargestTreeAskForFewHashes() {
        var asked = new AtomicInteger();
        Merkle.Hashes hashes = (level, index) -> {
            asked.incrementAndGet();
            return new byte[32];
        };
        long size = Long.MAX_VALUE;
        assertThat(Merkle.inclusionProof(size / 3, size, hashes)).hasSizeLessThanOrEqualTo(63);
        assertThat(asked.getAndSet(0)).isLessThan(2 * 63);
        assertThat(Merkle.consistencyProof(size / 3, size, hashes)).hasSizeLessThanOrEqualTo(64);
        assertThat(asked.getAndSet(0)).isLessThan(2 * 63);
        Merkle.root(size, hashes);
        assertThat(asked).hasValueLessThanOrEqualTo(63);
    }

    @Test
    void impossibleProofsAreRefused() {
        Merkle.Hashes none = (level, index) -> new byte[32];
        assertThatIllegalArgumentException().isThrownBy(() -> Merkle.root(-1, none));
        assertThatIllegalArgumentException().isThrownBy(() -> Merkle.inclusionProof(-1, 8, none));
        assertThatIllegalArgumentException().isThrownBy(() -> Merkle.inclusionProof(8, 8, none));
        assertThatIllegalArgumentException().isThrownBy(() -> Merkle.inclusionProof(0, 0, none));
        assertThatIllegalArgumentException().isThrownBy(() -> Merkle.consistencyProof(0, 8, none));
        assertThatIllegalArgumentException().isThrownBy(() -> Merkle.consistencyProof(0, 0, none));
        assertThatIllegalArgumentException().isThrownBy(() -> Merkle.consistencyProof(9, 8, none));
        assertThatIllegalArgumentException().isThrownBy(() -> Merkle.nodeHash(new byte[31], new byte[32]));
        assertThatIllegalArgumentException().isThrownBy(() -> Merkle.root(1, (level, index) -> new byte[33]));
    }

    private static List<String> inclusion(long index, long size) {
        return hexed(Merkle.inclusionProof(index, size, ReferenceTree.hashes(LEAVES)));
    }

    private static List<String> consistency(long from, long to) {
        return hexed(Merkle.consistencyProof(from, to, ReferenceTree.hashes(LEAVES)));
    }

    private static List<String> hexed(List<byte[]> hashes) {
        return hashes.stream().map(ReferenceTree::hex).toList();
    }

    private static Merkle.Hashes remembering(Merkle.Hashes hashes) {
        var known = new HashMap<List<Long>, byte[]>();
        return (level, index) -> known.computeIfAbsent(List.of((long) level, index), key -> hashes.at(level, index));
    }
}
