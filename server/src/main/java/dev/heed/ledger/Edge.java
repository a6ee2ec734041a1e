package dev.heed.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The right edge of a tree: all that appending needs to know, in at most 64 KiB however large the tree.
 *
 * <p>Immutable, so a transaction that fails leaves the edge before it good. Appending k leaves costs about k node
 * hashes and one more for each complete subtree on the edge; nothing that is already in a tile is hashed again.
 */
final class Edge {
    private static final int MAX_HEIGHT = 63;

    private final long size;
    /** At each level where {@code size} has a bit: the hash of the last complete subtree of 2^level leaves. */
    private final byte[][] subtrees;
    /** At each level of tiles: the hashes of the tile that is not full yet, or null when there is none. */
    private final byte[][] tiles;
    private final byte[] root;

    private Edge(long size, byte[][] subtrees, byte[][] tiles, byte[] root) {
        this.size = size;
        this.subtrees = subtrees;
        this.tiles = tiles;
        this.root = root;
    }

    static Edge empty() {
        return new Edge(0, new byte[MAX_HEIGHT][], new byte[Tiles.LEVELS][], Merkle.emptyRoot());
    }

    /** Reads the edge of a stored tree: one partial tile a level, at most eight in all. */
    static Edge read(long size, TileReader reader) {
        var stored = new TileHashes(size, reader);
        var subtrees = new byte[MAX_HEIGHT][];
        for (int level = 0; level < MAX_HEIGHT; level++) {
            if ((size >> level & 1) == 1) {
                subtrees[level] = stored.at(level, (size >> level) - 1);
            }
        }
        var tiles = new byte[Tiles.LEVELS][];
        for (int level = 0; level < Tiles.LEVELS; level++) {
            long number = Tiles.subtrees(level, size) >> Tiles.HEIGHT;
            if (Tiles.width(level, number, size) > 0) {
                tiles[level] = stored.bytes(level, number);
            }
        }
        return new Edge(size, subtrees, tiles, rootOf(size, subtrees, new Sha256()));
    }

    long size() {
        return size;
    }

    byte[] root() {
        return root.clone();
    }

    /** @throws IllegalArgumentException unless every leaf hash is 32 bytes long */
    Growth grow(List<byte[]> leafHashes) {
        Math.addExact(size, leafHashes.size());
        var growing = new Growing(this);
        leafHashes.forEach(growing::append);
        return growing.done();
    }

    private static byte[] rootOf(long size, byte[][] subtrees, Sha256 sha) {
        byte[] root = null;
        for (int level = 0; level < MAX_HEIGHT; level++) {
            if ((size >> level & 1) == 1) {
                root = root == null ? subtrees[level] : sha.node(subtrees[level], root);
            }
        }
        return root == null ? Merkle.emptyRoot() : root;
    }

    /** An edge while leaves are being appended to it. */
    private static final class Growing {
        private final Sha256 sha = new Sha256();
        private final byte[][] subtrees;
        private final byte[][] tiles;
        private final byte[][] open = new byte[Tiles.LEVELS][];
        private final List<Tile> written = new ArrayList<>();
        private long size;

        Growing(Edge edge) {
            size = edge.size;
            subtrees = edge.subtrees.clone();
            tiles = edge.tiles.clone();
        }

        void append(byte[] leafHash) {
            long index = size++;
            var hash = Sha256.checked(leafHash).clone();
            put(0, index, hash);
            int level = 0;
            while ((index >> level & 1) == 1) {
                hash = sha.node(subtrees[level], hash);
                subtrees[level++] = null;
                if (level % Tiles.HEIGHT == 0) {
                    put(level / Tiles.HEIGHT, index >> level, hash);
                }
            }
            subtrees[level] = hash;
        }

        private void put(int level, long index, byte[] hash) {
            int position = (int) (index % Tiles.WIDTH);
            if (open[level] == null) {
                int bytes = Tiles.WIDTH * Sha256.BYTES;
                open[level] = position == 0 ? new byte[bytes] : Arrays.copyOf(tiles[level], bytes);
            }
            System.arraycopy(hash, 0, open[level], position * Sha256.BYTES, Sha256.BYTES);
            if (position == Tiles.WIDTH - 1) {
                written.add(new Tile(level, index >> Tiles.HEIGHT, open[level]));
                open[level] = null;
                tiles[level] = null;
            }
        }

        Growth done() {
            for (int level = 0; level < Tiles.LEVELS; level++) {
                if (open[level] != null) {
                    long number = Tiles.subtrees(level, size) >> Tiles.HEIGHT;
                    tiles[level] = Arrays.copyOf(open[level], Tiles.width(level, number, size) * Sha256.BYTES);
                    written.add(new Tile(level, number, tiles[level]));
                }
            }
            written.sort(Comparator.comparingInt(Tile::level).thenComparingLong(Tile::number));
            return new Growth(new Edge(size, subtrees, tiles, rootOf(size, subtrees, sha)), written);
        }
    }
}
