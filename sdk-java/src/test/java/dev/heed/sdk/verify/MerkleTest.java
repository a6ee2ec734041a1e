package dev.heed.sdk.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker agrees with the definitions for every tree of up to 40 entries, and with nothing else. */
class MerkleTest {
    private static final int LARGEST = 40;

    /** The entries and roots of the reference tests of RFC 6962 implementations. */
    private static final String[] ENTRIES = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    };
    private static final String[] ROOTS = {
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    };

    @Test
    void theReferenceRootsComeOut() {
        CompactRange tree = new CompactRange();
        assertThat(hex(tree.root())).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < ENTRIES.length; i++) {
            tree.append(Merkle.leafHash(unhex(ENTRIES[i])));
            assertThat(hex(tree.root())).isEqualTo(ROOTS[i]);
        }
    }

    @Test
    void everyTrueInclusionIsAcceptedAndEveryOtherPlaceRefused() {
        for (int size = 1; size <= LARGEST; size++) {
            List<byte[]> entries = entries(size);
            byte[] root = Reference.root(entries);
            for (int index = 0; index < size; index++) {
                List<byte[]> proof = Reference.inclusion(index, entries);
                byte[] leaf = Merkle.leafHash(entries.get(index));
                assertThat(Merkle.includes(leaf, index, size, proof, root)).isTrue();
                for (int other = -1; other <= size; other++) {
                    assertThat(Merkle.includes(leaf, other, size, proof, root)).isEqualTo(other == index);
                }
                assertThat(Merkle.includes(leaf, index, size, altered(proof), root)).isFalse();
                assertThat(Merkle.includes(leaf, index, size, longer(proof, root), root)).isFalse();
            }
        }
    }

    @Test
    void everyTrueConsistencyIsAcceptedAndEveryOtherSizeRefused() {
        for (int size = 1; size <= LARGEST; size++) {
            List<byte[]> entries = entries(size);
            byte[] root = Reference.root(entries);
            for (int old = 1; old <= size; old++) {
                List<byte[]> proof = Reference.consistency(old, entries);
                byte[] oldRoot = Reference.root(entries.subList(0, old));
                assertThat(Merkle.extendsTree(old, oldRoot, size, root, proof)).isTrue();
                assertThat(Merkle.extendsTree(old, oldRoot, size, root, altered(proof))).isFalse();
                assertThat(Merkle.extendsTree(old, oldRoot, size, root, longer(proof, root))).isFalse();
                assertThat(Merkle.extendsTree(0, Reference.root(entries(0)), size, root, proof)).isFalse();
                assertThat(Merkle.extendsTree(size + 1, oldRoot, size, root, proof)).isFalse();
                if (old < size) {
                    assertThat(Merkle.extendsTree(old, root, size, root, proof)).isFalse();
                    assertThat(Merkle.extendsTree(old, oldRoot, size, oldRoot, proof)).isFalse();
                }
            }
        }
    }

    @Test
    void aTreeGrownLeafByLeafHasTheDefinedRoot() {
        CompactRange tree = new CompactRange();
        for (int size = 1; size <= 300; size++) {
            tree.append(Merkle.leafHash(entries(size).get(size - 1)));
            assertThat(tree.root()).isEqualTo(Reference.root(entries(size)));
        }
    }

    private static List<byte[]> entries(int size) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(("entry " + i).getBytes());
        }
        return entries;
    }

    /** One bit flipped; where there is no hash, one too many. */
    private static List<byte[]> altered(List<byte[]> proof) {
        if (proof.isEmpty()) {
            return longer(proof, new byte[32]);
        }
        List<byte[]> altered = new ArrayList<>(proof);
        byte[] last = altered.get(proof.size() - 1).clone();
        last[31] ^= 1;
        altered.set(proof.size() - 1, last);
        return altered;
    }

    private static List<byte[]> longer(List<byte[]> proof, byte[] hash) {
        List<byte[]> longer = new ArrayList<>(proof);
        longer.addAll(Arrays.asList(hash, hash));
        return longer;
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte b : bytes) {
            hex.append(String.format("%02x", b));
        }
        return hex.toString();
    }

    private static byte[] unhex(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }
}
