package dev.heed.ledger;

import dev.heed.ledger.Ledger.Log;
import dev.heed.store.Tx;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a stored log agrees with itself: entries with tiles, tiles with one another, and all with the root. */
final class LedgerCheck {
    private LedgerCheck() {}

    static Optional<String> disagreement(Tx tx, LedgerTable table, Log log, long from, TileReader reader) {
        var head = table.head(tx, log.no());
        if (table.nextIndex(tx, log.no()) != head.size()) {
            return Optional.of("the log of " + log.name() + " has " + table.nextIndex(tx, log.no()) + " entries, its tree " + head.size());
        }
        for (long number = from / Tiles.WIDTH; number * Tiles.WIDTH < head.size(); number++) {
            var wrong = firstWrongEntry(tx, table, log, number, head.size(), reader);
            if (wrong.isPresent()) {
                return Optional.of("entry " + wrong.getAsLong() + " of " + log.name() + " is not the one that was hashed into its tree");
            }
        }
        var hashes = Tiles.hashes(head.size(), reader);
        return tilesDisagree(log, head.size(), from, reader)
            .or(() -> Arrays.equals(Merkle.root(head.size(), hashes), head.root()) ? Optional.empty()
                : Optional.of("the tree of " + log.name() + " does not have the root that was stored with it"));
    }

    private static OptionalLong firstWrongEntry(Tx tx, LedgerTable table, Log log, long number, long size, TileReader reader) {
        long first = number * Tiles.WIDTH;
        int width = Tiles.width(0, number, size);
        var tile = reader.hashes(0, number, width);
        var entries = table.entries(tx, LedgerTable.place(log.no(), first), LedgerTable.place(log.no(), first + width));
        for (int i = 0; i < width; i++) {
            int at = i * Sha256.BYTES;
            if (i >= entries.size() || at + Sha256.BYTES > tile.length
                || !Arrays.equals(Merkle.leafHash(entries.get(i)), 0, Sha256.BYTES, tile, at, at + Sha256.BYTES)) {
                return OptionalLong.of(first + i);
            }
        }
        return OptionalLong.empty();
    }

    /** Each full tile from {@code from} on, against its hash one level up. */
    private static Optional<String> tilesDisagree(Log log, long size, long from, TileReader reader) {
        for (int level = 0; Tiles.subtrees(level + 1, size) > 0; level++) {
            long last = Tiles.subtrees(level + 1, size);
            for (long number = from >> Tiles.HEIGHT * (level + 1); number < last; number++) {
                var halves = Tiles.hashes(Tiles.WIDTH, only(reader, level, number));
                var below = Merkle.nodeHash(halves.at(Tiles.HEIGHT - 1, 0), halves.at(Tiles.HEIGHT - 1, 1));
                var above = reader.hashes(level + 1, number >> Tiles.HEIGHT, (int) (number % Tiles.WIDTH) + 1);
                int at = (int) (number % Tiles.WIDTH) * Sha256.BYTES;
                if (!Arrays.equals(below, Arrays.copyOfRange(above, at, at + Sha256.BYTES))) {
                    return Optional.of("tile " + level + "/" + number + " of " + log.name() + " does not have the hash stored above it");
                }
            }
        }
        return Optional.empty();
    }

    /** One full tile, read as though it were a tree of 256. */
    private static TileReader only(TileReader reader, int level, long number) {
        return (ignoredLevel, ignoredNumber, width) -> reader.hashes(level, number, Tiles.WIDTH);
    }
}
