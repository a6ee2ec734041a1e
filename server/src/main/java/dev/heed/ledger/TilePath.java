package dev.heed.ledger;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a tile or an entry bundle the way it is served (c2sp.org/tlog-tiles): {@code tile/0/x001/x234/067.p/12}.
 *
 * @param level 0 to 63, or {@link #ENTRIES} for a bundle of entries
 * @param width 1 to 256; 256 is a full tile
 */
record TilePath(int level, long number, int width) {
    static final int ENTRIES = -1;

    private static final int MAX_LEVEL = 63;
    private static final long MAX_NUMBER = 999_999_999_999_999_999L;
    private static final Pattern TAIL =
            Pattern.compile("(entries|[0-9]|[1-9][0-9])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    TilePath {
        if (level < ENTRIES || level > MAX_LEVEL) {
            throw new IllegalArgumentException("A tile's level is 0 to 63, not " + level);
        }
        if (number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("A tile's number has 1 to 18 digits, unlike " + number);
        }
        if (width < 1 || width > Tiles.WIDTH) {
            throw new IllegalArgumentException("A tile's width is 1 to 256, not " + width);
        }
    }

    /** Reads what follows {@code tile/} in a path; empty unless it is the one canonical spelling. */
    static Optional<TilePath> parse(String tail) {
        var parts = TAIL.matcher(tail);
        if (!parts.matches() || parts.group(2).startsWith("x000/")) {
            return Optional.empty();
        }
        int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
        long number = Long.parseLong(parts.group(2).replace("x", "").replace("/", ""));
        int width = parts.group(3) == null ? Tiles.WIDTH : Integer.parseInt(parts.group(3));
        boolean spelledAsPartial = parts.group(3) != null;
        if (level > MAX_LEVEL || width > Tiles.WIDTH || spelledAsPartial && width == Tiles.WIDTH) {
            return Optional.empty();
        }
        return Optional.of(new TilePath(level, number, width));
    }

    boolean isEntries() {
        return level == ENTRIES;
    }

    boolean isFull() {
        return width == Tiles.WIDTH;
    }

    String text() {
        var text = new StringBuilder("tile/").append(isEntries() ? "entries" : Integer.toString(level)).append('/');
        var digits = Long.toString(number);
        digits = "0".repeat((3 - digits.length() % 3) % 3) + digits;
        for (int i = 0; i < digits.length() - 3; i += 3) {
            text.append('x').append(digits, i, i + 3).append('/');
        }
        text.append(digits, digits.length() - 3, digits.length());
        return isFull() ? text.toString() : text.append(".p/").append(width).toString();
    }
}
