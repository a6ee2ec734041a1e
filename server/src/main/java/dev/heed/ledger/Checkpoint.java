package dev.heed.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The size and root of a log at one moment, which its operator signs (c2sp.org/tlog-checkpoint).
 *
 * <p>Signing two checkpoints that no consistency proof joins is what the whole ledger exists to expose.
 */
public record Checkpoint(String origin, long size, byte[] root) {

    /** @throws IllegalArgumentException when no log could have this origin, size and root */
    public Checkpoint {
        SignedNote.checkedName(origin);
        if (size < 0) {
            throw new IllegalArgumentException("A tree of negative size: " + size);
        }
        root = Sha256.checked(root).clone();
        if (size == 0 && !Arrays.equals(root, Merkle.emptyRoot())) {
            throw new IllegalArgumentException("An empty tree has one root only");
        }
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    /** Reads the text of a note; empty when it is no checkpoint. Lines that follow the third are whatever its maker wanted. */
    static Optional<Checkpoint> parse(String text) {
        var lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Checkpoint(lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2])));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Three lines: origin, size, root in base64. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** @throws IllegalArgumentException unless the key bears the name of the origin */
    public String signed(LedgerKey key) {
        if (!key.name().equals(origin)) {
            throw new IllegalArgumentException("A checkpoint of " + origin + " is not signed by " + key.name());
        }
        return SignedNote.sign(text(), key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && size == that.size
                && origin.equals(that.origin)
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }
}
