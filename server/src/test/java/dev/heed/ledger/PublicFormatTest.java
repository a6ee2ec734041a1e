package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The log is readable for somebody who knows nothing of Heed but c2sp.org/tlog-tiles, tlog-checkpoint and signed-note, and RFC 6962 section 2.1.
 *
 * <p>The reader below was written from these alone: it uses the JDK, and none of the server's or the SDK's code.
 */
class PublicFormatTest {
    private Given given;

    @BeforeEach
    void start() {
        given = Given.server();
    }

    @AfterEach
    void stop() {
        given.close();
    }

    private byte[] get(String path) {
        var answer = new Asking(given.http(), given.url(), "GET", path).as(given.key(Role.COMPLIANCE)).send();
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** A checkpoint whose signature is good. */
    private record Head(String origin, long size, byte[] root) {}

    private Head head(String verifierKey) throws Exception {
        var note = new String(get("/v1/ledger/checkpoint"), StandardCharsets.UTF_8);
        var key = verifierKey.split("\\+", 3);
        var text = note.substring(0, note.indexOf("\n\n") + 1);
        var line = note.substring(note.indexOf("\n\n") + 2);
        assertThat(line).startsWith("\u2014 " + key[0] + " ").endsWith("\n");
        var signature = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1).strip());
        assertThat(HexFormat.of().formatHex(signature, 0, 4)).isEqualTo(key[1]);
        var spki = new ByteArrayOutputStream();
        spki.write(HexFormat.of().parseHex("302a300506032b6570032100"));
        spki.write(Base64.getDecoder().decode(key[2]), 1, 32);
        var ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki.toByteArray())));
        ed25519.update(text.getBytes(StandardCharsets.UTF_8));
        assertThat(ed25519.verify(signature, 4, 64)).isTrue();
        var lines = text.split("\n");
        return new Head(lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** MTH of RFC 6962 section 2.1, over hashes of leaves. */
    private static byte[] root(List<byte[]> leaves) throws Exception {
        if (leaves.size() <= 1) {
            return leaves.isEmpty() ? sha256() : leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return sha256(new byte[] {1}, root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    private static String tile(String level, long number, long hashes) {
        long width = Math.min(256, hashes - number * 256);
        return "/v1/ledger/tile/" + level + "/" + String.format("%03d", number) + (width < 256 ? ".p/" + width : "");
    }

    private List<byte[]> leavesFromBundles(long size) throws Exception {
        var leaves = new ArrayList<byte[]>();
        for (long number = 0; number * 256 < size; number++) {
            var bundle = ByteBuffer.wrap(get(tile("entries", number, size)));
            while (bundle.hasRemaining()) {
                var entry = new byte[bundle.getShort() & 0xffff];
                bundle.get(entry);
                leaves.add(sha256(new byte[] {0}, entry));
            }
        }
        return leaves;
    }

    /** The hashes of the complete subtrees of 256^level leaves. */
    private List<byte[]> hashes(int level, long size) {
        long count = size >> 8 * level;
        var hashes = new ArrayList<byte[]>();
        for (long number = 0; number * 256 < count; number++) {
            var tile = get(tile(Integer.toString(level), number, count));
            for (int at = 0; at < tile.length; at += 32) {
                hashes.add(Arrays.copyOfRange(tile, at, at + 32));
            }
        }
        assertThat(hashes).hasSize((int) count);
        return hashes;
    }

    private void grow(int to) {
        int now = (int) given.app().ledgerSize(given.app().brand(Given.SHOP).orElseThrow());
        if (to - now >= 4) {
            Given.fill(given.app(), Given.SHOP, now, (to - now) / 4);
        }
        for (int i = (int) given.app().ledgerSize(given.app().brand(Given.SHOP).orElseThrow()); i < to; i++) {
            given.client(Role.APP).customers().get("one-" + i).preferences().change(choice -> choice.topic("offers").allow());
        }
    }

    @Test
    void aReaderWrittenFromTheSpecificationsAloneRecomputesTheRootOfTreesOfAnySize() throws Exception {
        var key = given.client(Role.COMPLIANCE).ledger().key().getVerifierKey();
        for (int size : new int[] {0, 1, 255, 256, 257, 600}) {
            grow(size);
            var head = head(key);
            assertThat(head.size()).isEqualTo(size);
            assertThat(head.origin()).isEqualTo("heed.local/shop");
            var leaves = leavesFromBundles(size);
            assertThat(leaves).hasSize(size);
            assertThat(root(leaves)).as("%d entries", size).isEqualTo(head.root());
            assertThat(hashes(0, size)).as("tiles of %d", size).usingElementComparator(Arrays::compare).isEqualTo(leaves);
            var above = hashes(1, size);
            for (int i = 0; i < above.size(); i++) {
                assertThat(root(leaves.subList(i * 256, (i + 1) * 256))).isEqualTo(above.get(i));
            }
        }
    }
}
