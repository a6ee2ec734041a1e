package dev.heed.brand;

import java.util.Collection;
import java.util.Comparator;

/** What may have been meant by an id that does not exist. */
public final class Suggestion {
    private static final int MOST_EDITS = 2;

    private Suggestion() {}

    /** "there is no topic ofers; did you mean offers?" */
    public static String forUnknown(String noun, String id, Collection<String> known) {
        var none = "there is no " + noun + " " + id;
        return known.stream()
            .min(Comparator.comparingInt(candidate -> edits(id, candidate)))
            .filter(nearest -> edits(id, nearest) <= MOST_EDITS)
            .map(nearest -> none + "; did you mean " + nearest + "?")
            .orElse(known.isEmpty() ? none : none + "; there are " + String.join(", ", known.stream().limit(20).toList()));
    }

    /** How many single-letter edits lead from one to the other (Levenshtein). */
    private static int edits(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
