package dev.heed.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever somebody wrote: no spreadsheet runs it, wherever it thinks that a cell begins, and it can be had again as it was written. */
class CellTest {
    private static final String HOSTILE = "=+-@'\"\t\r\n,;|a1 (ü😀\\";
    private static final String BEGINNINGS = "=+-@\t\r\n";

    private static String cell(String text) {
        var utf8 = ("before" + text + "after").getBytes(StandardCharsets.UTF_8);
        var line = new Line();
        Cell.put(utf8, 6, utf8.length - 5, line);
        return new String(line.bytes(), StandardCharsets.UTF_8);
    }

    /** What RFC 4180 makes of a cell. */
    private static String read(String cell) {
        if (!cell.startsWith("\"")) {
            assertThat(cell).doesNotContain(",", "\"", "\r", "\n", ";", "\t", "|");
            return cell;
        }
        var inner = cell.substring(1, cell.length() - 1);
        assertThat(cell).endsWith("\"");
        assertThat(inner.replace("\"\"", "")).doesNotContain("\"");
        return inner.replace("\"\"", "\"");
    }

    /** As the contract tells it. */
    private static String withoutApostrophes(String read) {
        return read.replaceAll("^'(?='*[=+\\-@\\t\\r\\n])|(?<=[,;|\"\\t\\r\\n])'(?='*[=+\\-@])", "");
    }

    @Test
    void anyTextComesBackAsItWasWritten() {
        var random = new Random(7);
        var points = HOSTILE.codePoints().toArray();
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder();
            for (int left = random.nextInt(9); left > 0; left--) {
                text.appendCodePoint(points[random.nextInt(points.length)]);
            }
            var read = read(cell(text.toString()));
            assertThat(withoutApostrophes(read)).isEqualTo(text.toString());
            assertThat(read.isEmpty() || BEGINNINGS.indexOf(read.charAt(0)) < 0).as(read).isTrue();
            for (var part : read.split("[,;|\"\\t\\r\\n]")) {
                assertThat(part.isEmpty() || "=+-@".indexOf(part.charAt(0)) < 0).as(read).isTrue();
            }
        }
    }

    @Test
    void harmlessTextIsLeftAlone() {
        for (var text : new String[] {"", "offers", "c-42", "2026-11-22T09:30:00.000Z", "a=b", "x-y@z", "it's", "ümläut 😀", "Mozilla/5.0 (X11)"}) {
            assertThat(cell(text)).isEqualTo(text);
        }
        assertThat(cell("{\"max\":3,\"per\":\"week\"}")).isEqualTo("\"{\"\"max\"\":3,\"\"per\"\":\"\"week\"\"}\"");
    }

    @Test
    void aFormulaIsHeldBackWhereverACellMightBegin() {
        assertThat(cell("=1")).isEqualTo("\"'=1\"");
        assertThat(cell("'=1")).isEqualTo("\"''=1\"");
        assertThat(cell("a;=1")).isEqualTo("\"a;'=1\"");
        assertThat(cell("x;\"=1\"")).isEqualTo("\"x;\"\"'=1\"\"\"");
        assertThat(cell("\t=1")).isEqualTo("\"'\t'=1\"");
    }
}
