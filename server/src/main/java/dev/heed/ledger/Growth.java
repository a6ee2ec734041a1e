package dev.heed.ledger;

import java.util.List;

/**
 * What appending leaves comes to: the edge to append to next, and every tile that must be stored, by level and number.
 *
 * <p>A tile that was there before comes with its old hashes in front of the new ones.
 */
record Growth(Edge edge, List<Tile> tiles) {

    Growth {
        tiles = List.copyOf(tiles);
    }

    byte[] root() {
        return edge.root();
    }

    long size() {
        return edge.size();
    }
}
