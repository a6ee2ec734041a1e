package dev.heed.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the newest state of every tile, as a store would, and what was read of them. */
final class StoredTiles implements TileReader {
    final Map<String, byte[]> tiles = new HashMap<>();
    final List<String> reads = new ArrayList<>();

    void store(Growth growth) {
        growth.tiles().forEach(tile -> tiles.put(tile.level() + "/" + tile.number(), tile.hashes()));
    }

    @Override
    public byte[] hashes(int level, long number, int width) {
        reads.add(new TilePath(level, number, width).text());
        return tiles.get(level + "/" + number);
    }

    static StoredTiles of(List<byte[]> leafHashes) {
        var stored = new StoredTiles();
        stored.store(Edge.empty().grow(leafHashes));
        return stored;
    }
}
