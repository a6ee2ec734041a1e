package dev.heed.consentlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** CSV as its reader sees it: RFC 4180, and the rule of the apostrophes as the contract tells it. */
final class Csv {
    private static final String BEGINNING = "^(?='*[=+\\-@\\t\\r\\n])";
    private static final String WITHIN = "(?<=[,;|\"\\t\\r\\n])(?='*[=+\\-@])";

    private Csv() {}

    /** What a cell holds for a text. */
    static String neutral(String text) {
        return text.replaceAll(BEGINNING + "|" + WITHIN, "'");
    }

    /** The text of a cell. */
    static String text(String cell) {
        return cell.replaceAll("^'(?='*[=+\\-@\\t\\r\\n])|(?<=[,;|\"\\t\\r\\n])'(?='*[=+\\-@])", "");
    }

    /** RFC 4180, letter by letter. */
    static List<List<String>> parse(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (!quoted && c == '\r' && csv.charAt(i + 1) == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(List.copyOf(row));
                row.clear();
                i++;
            } else {
                cell.append(c);
            }
        }
        assertThat(quoted || !row.isEmpty() || !cell.isEmpty()).as("the last line is whole").isFalse();
        return rows;
    }
}
