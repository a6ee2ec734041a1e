package dev.heed.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which tiles prove some of a tree's leaves: the full ones on the way up from each, and the edge, from whose partial tiles the root follows.
 *
 * <p>Every full tile's own root stands in the tile above it, so that whoever reads them from the top down can check each by what came before.
 */
public final class ProvingTiles {
    private final long size;
    private final List<BitSet> full = new ArrayList<>();

    /** None yet, of a tree of so many leaves. */
    public ProvingTiles(long size) {
        this.size = size;
        for (int level = 0; Tiles.subtrees(level, size) > 0; level++) {
            full.add(new BitSet());
        }
    }

    /** Adds what proves one leaf. */
    public void add(long index) {
        long number = index >> Tiles.HEIGHT;
        for (int level = 0; level < full.size() && number < fullTiles(level) && !full.get(level).get(Math.toIntExact(number)); level++) {
            full.get(level).set(Math.toIntExact(number));
            number >>= Tiles.HEIGHT;
        }
    }

    /** Adds what proves every leaf. */
    public void addAll() {
        for (int level = 0; level < full.size(); level++) {
            full.get(level).set(0, Math.toIntExact(fullTiles(level)));
        }
    }

    private long fullTiles(int level) {
        return Tiles.subtrees(level, size) >> Tiles.HEIGHT;
    }

    /** Their paths as they are served, {@code tile/0/000}: the highest level first, then by number. */
    public List<String> paths() {
        var paths = new ArrayList<String>();
        for (int level = full.size() - 1; level >= 0; level--) {
            int at = level;
            full.get(level).stream().forEach(number -> paths.add(new TilePath(at, number, Tiles.WIDTH).text()));
            int width = Tiles.width(level, fullTiles(level), size);
            if (width > 0) {
                paths.add(new TilePath(level, fullTiles(level), width).text());
            }
        }
        return paths;
    }
}
