package dev.heed.ledger;

/** Reads stored tiles. */
@FunctionalInterface
interface TileReader {

    /**
     * Gives at least the first {@code width} hashes of a tile, one after another; more are allowed, since a tile may
     * have grown since the tree was of the size that is being read.
     */
    byte[] hashes(int level, long number, int width);
}
