package dev.heed.consent;

import dev.heed.store.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the members of an object lie in its bytes, found without reading their values. For JSON that we ourselves wrote: no space between tokens, no
 * escapes in names.
 */
final class Members {
    static final int NONE = -1;

    private static final int USUAL = 16;

    private final byte[] json;
    /** For each member the beginning and end of its name, without quotes, and of its value. */
    private int[] bounds = new int[4 * USUAL];
    private int count;

    private Members(byte[] json) {
        this.json = json;
    }

    /** The members of an object that fills its bytes. */
    static Members of(byte[] object) {
        return new Members(object).from(0);
    }

    /** The members of an object that is the value of a member. */
    Members within(int member) {
        return new Members(json).from(valueFrom(member));
    }

    int count() {
        return count;
    }

    /** Which of the members has a name; {@link #NONE} where there is none. */
    int find(byte[] name) {
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(json, bounds[4 * i], bounds[4 * i + 1], name, 0, name.length)) {
                return i;
            }
        }
        return NONE;
    }

    int nameFrom(int member) {
        return bounds[4 * member];
    }

    int nameTo(int member) {
        return bounds[4 * member + 1];
    }

    int valueFrom(int member) {
        return bounds[4 * member + 2];
    }

    int valueTo(int member) {
        return bounds[4 * member + 3];
    }

    byte[] json() {
        return json;
    }

    /** Whether a member's value is a string with exactly these characters. */
    boolean says(int member, byte[] text) {
        return member != NONE && valueTo(member) - valueFrom(member) == text.length + 2
            && Arrays.equals(json, valueFrom(member) + 1, valueTo(member) - 1, text, 0, text.length);
    }

    /** A member's string; empty where there is no such member. For strings without escapes: identifiers, words of the contract, moments. */
    Optional<String> text(byte[] name) {
        int member = find(name);
        return member == NONE ? Optional.empty() : Optional.of(new String(json, valueFrom(member) + 1, valueTo(member) - valueFrom(member) - 2, StandardCharsets.US_ASCII));
    }

    /** The moment that a member holds. */
    Instant moment(byte[] name) {
        return Times.read(text(name).orElseThrow());
    }

    private Members from(int open) {
        int at = open + 1;
        while (json[at] == '"') {
            int name = at + 1;
            int nameEnd = endOfString(at) - 1;
            int value = nameEnd + 2;
            int valueEnd = endOfValue(value);
            add(name, nameEnd, value, valueEnd);
            at = json[valueEnd] == ',' ? valueEnd + 1 : valueEnd;
        }
        if (json[at] != '}') {
            throw new IllegalStateException("a stored document is no object");
        }
        return this;
    }

    private void add(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        if (4 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        int at = 4 * count++;
        bounds[at] = nameFrom;
        bounds[at + 1] = nameTo;
        bounds[at + 2] = valueFrom;
        bounds[at + 3] = valueTo;
    }

    private int endOfValue(int from) {
        if (json[from] == '"') {
            return endOfString(from);
        }
        int depth = 0;
        for (int at = from; ; at++) {
            byte b = json[at];
            if (b == '"') {
                at = endOfString(at) - 1;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (depth == 0 && (b == ',' || b == '}' || b == ']')) {
                return at;
            } else if ((b == '}' || b == ']') && --depth == 0) {
                return at + 1;
            }
        }
    }

    /** What follows the closing quote. */
    private int endOfString(int quote) {
        int at = quote + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
