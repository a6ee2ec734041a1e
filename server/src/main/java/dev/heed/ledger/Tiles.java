package dev.heed.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a tree into the tiles it is stored and served in (c2sp.org/tlog-tiles).
 *
 * <p>A tile at level L holds up to 256 hashes of complete subtrees of 256^L leaves. The hashes between two levels are
 * computed from the lower one, never stored.
 */
final class Tiles {
    static final int HEIGHT = 8;
    static final int WIDTH = 1 << HEIGHT;
    static final int LEVELS = 8;
    static final int MAX_ENTRY_BYTES = 65_535;

    private Tiles() {}

    /** How many hashes a tile has in a tree of {@code size} leaves: 256 when full, 0 when there is no such tile. */
    static int width(int level, long number, long size) {
        if (level < 0 || number < 0 || size < 0) {
            throw new IllegalArgumentException("Not a tile: level " + level + ", number " + number + ", size " + size);
        }
        long hashes = subtrees(level, size);
        long full = hashes >> HEIGHT;
        if (number < full) {
            return WIDTH;
        }
        return number == full ? (int) (hashes & (WIDTH - 1)) : 0;
    }

    /** Which tiles change when a tree grows, with the widths they come to have; by level, then by number. */
    static List<TilePath> touched(long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("A tree cannot grow from " + from + " to " + to);
        }
        var touched = new ArrayList<TilePath>();
        for (int level = 0; subtrees(level, to) > subtrees(level, from); level++) {
            long last = (subtrees(level, to) - 1) >> HEIGHT;
            for (long number = subtrees(level, from) >> HEIGHT; number <= last; number++) {
                touched.add(new TilePath(level, number, width(level, number, to)));
            }
        }
        return touched;
    }

    /**
     * Lets a tree of {@code size} leaves be read from its tiles. No tile is read, and nothing in it hashed, more than
     * once; what it keeps for that belongs to one thread and should live as long as one proof.
     */
    static Merkle.Hashes hashes(long size, TileReader reader) {
        return new TileHashes(size, reader);
    }

    /** Appends leaves to a tree whose edge is read first; to append again, keep the {@link Edge} that comes back. */
    static Growth growth(long size, List<byte[]> leafHashes, TileReader reader) {
        return Edge.read(size, reader).grow(leafHashes);
    }

    /**
     * Encodes 1 to 256 entries as a bundle: each after its length as two bytes, the more significant first.
     *
     * @throws IllegalArgumentException when an entry has more than 65,535 bytes, or the bundle not 1 to 256 entries
     */
    static byte[] bundle(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > WIDTH) {
            throw new IllegalArgumentException("A bundle has 1 to 256 entries, not " + entries.size());
        }
        int bytes = 0;
        for (var entry : entries) {
            bytes += Short.BYTES + checkedEntry(entry).length;
        }
        var bundle = ByteBuffer.allocate(bytes);
        for (var entry : entries) {
            bundle.putShort((short) entry.length).put(entry);
        }
        return bundle.array();
    }

    /** @throws IllegalArgumentException when the entry is too long for any bundle, and so must never become a leaf */
    static byte[] checkedEntry(byte[] entry) {
        if (entry.length > MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException("An entry has at most 65,535 bytes, not " + entry.length);
        }
        return entry;
    }

    /** How many complete subtrees of 256^level leaves a tree has. */
    static long subtrees(int level, long size) {
        return level >= LEVELS ? 0 : size >> (HEIGHT * level);
    }
}
