package dev.heed.sdk.verify;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The tiles of a package (c2sp.org/tlog-tiles), each proved as it is added: a full one by the tile above it, the partial ones, which are the edge of the tree, by its root.
 *
 * <p>The hashes of the leaves themselves are left in the package and read again where they are needed; of the tree above, 1/256 of them, all are kept.
 */
final class PackagedTiles implements Closeable {
    static final String FOLDER = "tile/";
    private static final int WIDTH = 256;
    private static final Pattern PATH = Pattern.compile("tile/([0-7])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    private final long size;
    private final RandomAccessFile file;
    private final Map<String, byte[]> kept = new HashMap<>();
    private final Map<Long, Long> leavesAt = new HashMap<>();
    private int level = Integer.MAX_VALUE;
    private long number;
    private long openNumber = -1;
    private byte[] open;

    /** None yet, of a tree of so many leaves. */
    PackagedTiles(File file, long size) throws IOException {
        this.file = new RandomAccessFile(file, "r");
        this.size = size;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * Takes the next tile: the highest level comes first, and in a level the lowest number.
     *
     * @throws VerificationException ALTERED_LOG when it is not one of this tree, or does not lead to the tile above it
     */
    void add(Container.Content content) throws IOException {
        Matcher path = PATH.matcher(content.name);
        if (!path.matches()) {
            throw altered("there is no such tile", content.name);
        }
        int atLevel = path.group(1).charAt(0) - '0';
        long atNumber = Long.parseLong(path.group(2).replace("x", "").replace("/", ""));
        int width = path.group(3) == null ? WIDTH : Integer.parseInt(path.group(3));
        boolean follows = atLevel < level || atLevel == level && atNumber > number;
        if (!follows || !content.name.equals(path(atLevel, atNumber, width)) || width != width(atLevel, atNumber, size)) {
            throw altered("there is no such tile in a tree of " + size + ", or not there", content.name);
        }
        byte[] hashes;
        try {
            hashes = content.all(WIDTH * Bytes.HASH);
        } catch (VerificationException e) {
            throw altered("it cannot be read", content.name);
        }
        if (hashes.length != width * Bytes.HASH || width == WIDTH && !leadsUp(atLevel, atNumber, hashes)) {
            throw altered("its hashes are not the log's", content.name);
        }
        level = atLevel;
        number = atNumber;
        if (atLevel == 0 && width == WIDTH) {
            leavesAt.put(atNumber, content.packedAt());
        } else {
            kept.put(content.name, hashes);
        }
    }

    private static VerificationException altered(String reason, String name) {
        return new VerificationException(Failure.ALTERED_LOG, reason).inFile(name);
    }

    private boolean leadsUp(int atLevel, long atNumber, byte[] hashes) {
        byte[] above = kept.get(path(atLevel + 1, atNumber / WIDTH, width(atLevel + 1, atNumber / WIDTH, size)));
        int place = (int) (atNumber % WIDTH) * Bytes.HASH;
        return above != null && place < above.length && Arrays.equals(root(hashes, WIDTH), Arrays.copyOfRange(above, place, place + Bytes.HASH));
    }

    /** The hash over the first {@code count} hashes of a tile, a power of two. */
    private static byte[] root(byte[] hashes, int count) {
        byte[][] nodes = new byte[count][];
        for (int i = 0; i < count; i++) {
            nodes[i] = Arrays.copyOfRange(hashes, i * Bytes.HASH, (i + 1) * Bytes.HASH);
        }
        for (int width = count; width > 1; width /= 2) {
            for (int i = 0; i < width / 2; i++) {
                nodes[i] = Merkle.node(nodes[2 * i], nodes[2 * i + 1]);
            }
        }
        return nodes[0];
    }

    /**
     * The root of the tree as it was when it had so many leaves.
     *
     * @return null when the tiles that it needs are not in the package
     */
    byte[] root(long atSize) throws IOException {
        byte[] root = null;
        for (int atLevel = 0; atLevel < 8; atLevel++) {
            long subtrees = atSize >> 8 * atLevel;
            int width = (int) (subtrees % WIDTH);
            byte[] tile = width == 0 ? null : tile(atLevel, subtrees / WIDTH);
            if (width > 0 && (tile == null || tile.length < width * Bytes.HASH)) {
                return null;
            }
            // From the right: the smallest complete subtree first.
            for (int bit = 1, end = width; bit < WIDTH; bit <<= 1) {
                if ((end & bit) != 0) {
                    byte[] subtree = root(Arrays.copyOfRange(tile, (end - bit) * Bytes.HASH, end * Bytes.HASH), bit);
                    root = root == null ? subtree : Merkle.node(subtree, root);
                    end -= bit;
                }
            }
        }
        return root == null ? Merkle.emptyRoot() : root;
    }

    /** Whether a leaf with this hash stands at an index; null when no tile of the package tells. */
    Boolean has(long index, byte[] leafHash) throws IOException {
        byte[] tile = tile(0, index / WIDTH);
        int place = (int) (index % WIDTH) * Bytes.HASH;
        return tile == null || place >= tile.length ? null : Bytes.same(tile, place, leafHash, 0, Bytes.HASH);
    }

    private byte[] tile(int atLevel, long atNumber) throws IOException {
        if (atLevel == 0 && atNumber == openNumber) {
            return open;
        }
        byte[] tile = kept.get(path(atLevel, atNumber, width(atLevel, atNumber, size)));
        if (atLevel == 0) {
            open = tile == null ? leaves(atNumber) : tile;
            openNumber = atNumber;
            return open;
        }
        return tile;
    }

    /** Reads the hashes of leaves again, and proves them again: the file may be another by now. */
    private byte[] leaves(long atNumber) throws IOException {
        Long at = leavesAt.get(atNumber);
        if (at == null) {
            return null;
        }
        byte[] hashes = new byte[WIDTH * Bytes.HASH];
        byte[] packed = new byte[hashes.length + 256];
        file.seek(at);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 0, Math.max(0, file.read(packed)));
            int count = inflater.inflate(hashes);
            if (count != hashes.length || !leadsUp(0, atNumber, hashes)) {
                throw altered("its hashes are not the log's", path(0, atNumber, WIDTH));
            }
        } catch (DataFormatException e) {
            throw altered("it cannot be read", path(0, atNumber, WIDTH));
        } finally {
            inflater.end();
        }
        return hashes;
    }

    private static int width(int level, long number, long size) {
        long hashes = level > 7 ? 0 : size >> 8 * level;
        return (int) Math.max(0, Math.min(WIDTH, hashes - number * WIDTH));
    }

    private static String path(int level, long number, int width) {
        StringBuilder path = new StringBuilder(threeDigits(number % 1000));
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x" + threeDigits(rest % 1000) + "/");
        }
        return FOLDER + level + "/" + path + (width == WIDTH ? "" : ".p/" + width);
    }

    private static String threeDigits(long number) {
        return Long.toString(1000 + number).substring(1);
    }
}
