package dev.heed.ledger;

/**
 * A tile to be stored: 1 to 256 hashes of complete subtrees of 256^level leaves, one after another.
 *
 * <p>The bytes are not copied, for an {@link Edge} shares them: whoever changes them corrupts the tree.
 */
record Tile(int level, long number, byte[] hashes) {

    int width() {
        return hashes.length / Sha256.BYTES;
    }

    TilePath path() {
        return new TilePath(level, number, width());
    }
}
