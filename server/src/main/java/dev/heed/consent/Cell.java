package dev.heed.consent;

/**
 * Writes a cell of CSV (RFC 4180) that no spreadsheet runs.
 *
 * <p>An apostrophe goes before {@code = + - @} where the cell begins and where, to a spreadsheet that parts cells otherwise than we do, another might
 * begin: after a comma, semicolon, tab, vertical bar, quote or line break; at the beginning also before a tab or a line break. Apostrophes that stand there
 * already get one more; so whoever takes one away at each such place has the very text again.
 */
final class Cell {
    private static final String FORMULA = "=+-@";
    private static final String SPACE = "\t\r\n";
    private static final String PARTS = ",;|\"" + SPACE;

    private Cell() {}

    static void put(byte[] utf8, int from, int to, Line line) {
        if (plain(utf8, from, to)) {
            line.put(utf8, from, to);
            return;
        }
        line.put('"');
        for (int i = from; i < to; i++) {
            if (i == from ? runs(utf8, i, to, FORMULA + SPACE) : isOne(utf8[i - 1], PARTS) && runs(utf8, i, to, FORMULA)) {
                line.put('\'');
            }
            if (utf8[i] == '"') {
                line.put('"');
            }
            line.put((char) (utf8[i] & 0xff));
        }
        line.put('"');
    }

    /** Whether a cell is written as it is: nothing in it parts cells, and it begins neither like a formula nor with an apostrophe. */
    private static boolean plain(byte[] utf8, int from, int to) {
        if (from < to && (utf8[from] == '\'' || isOne(utf8[from], FORMULA))) {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte b = utf8[i];
            if (b <= '|' && b >= 0 && isOne(b, PARTS)) {
                return false;
            }
        }
        return true;
    }

    /** Whether apostrophes, or none, and then a dangerous character come next. */
    private static boolean runs(byte[] utf8, int from, int to, String dangerous) {
        int at = from;
        while (at < to && utf8[at] == '\'') {
            at++;
        }
        return at < to && isOne(utf8[at], dangerous);
    }

    private static boolean isOne(byte b, String of) {
        return b >= 0 && of.indexOf(b) >= 0;
    }
}
