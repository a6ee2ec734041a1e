package dev.heed.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads the hashes of complete subtrees from tiles, remembering every tile it has read; belongs to one thread. */
final class TileHashes implements Merkle.Hashes {
    private final long size;
    private final TileReader reader;
    private final Map<TileName, OpenTile> open = new HashMap<>();
    private final Sha256 sha = new Sha256();

    private record TileName(int level, long number) {}

    TileHashes(long size, TileReader reader) {
        if (size < 0) {
            throw new IllegalArgumentException("A tree of negative size: " + size);
        }
        this.size = size;
        this.reader = reader;
    }

    @Override
    public byte[] at(int level, long index) {
        if (level < 0 || level > 62 || index < 0 || index >= size >> level) {
            throw new IllegalArgumentException(
                    "A tree of " + size + " has no complete subtree " + index + " at level " + level);
        }
        int height = level % Tiles.HEIGHT;
        long number = index >> (Tiles.HEIGHT - height);
        int position = (int) (index - (number << (Tiles.HEIGHT - height)));
        return tile(level / Tiles.HEIGHT, number).node(height, position);
    }

    /** The bytes of a tile, exactly as wide as the tree has it. */
    byte[] bytes(int level, long number) {
        return tile(level, number).hashes;
    }

    private OpenTile tile(int level, long number) {
        return open.computeIfAbsent(new TileName(level, number), name -> read(level, number));
    }

    private OpenTile read(int level, long number) {
        int width = Tiles.width(level, number, size);
        var hashes = reader.hashes(level, number, width);
        int bytes = width * Sha256.BYTES;
        if (hashes.length < bytes) {
            throw new IllegalStateException("The stored " + new TilePath(level, number, width).text() + " has only "
                    + hashes.length + " bytes of " + bytes);
        }
        return new OpenTile(Arrays.copyOf(hashes, bytes));
    }

    /** One tile as a binary tree: node 1 is the top, n has the children 2n and 2n + 1, the stored hashes come last. */
    private final class OpenTile {
        private final byte[] hashes;
        private final byte[][] nodes = new byte[2 * Tiles.WIDTH][];

        OpenTile(byte[] hashes) {
            this.hashes = hashes;
        }

        byte[] node(int height, int position) {
            return node((Tiles.WIDTH >> height) + position);
        }

        private byte[] node(int place) {
            if (nodes[place] == null) {
                nodes[place] = place < Tiles.WIDTH
                        ? sha.node(node(2 * place), node(2 * place + 1))
                        : stored(place - Tiles.WIDTH);
            }
            return nodes[place];
        }

        private byte[] stored(int position) {
            return Arrays.copyOfRange(hashes, position * Sha256.BYTES, (position + 1) * Sha256.BYTES);
        }
    }
}
