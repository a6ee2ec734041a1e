package dev.heed.words;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes a page: every text is escaped, every element that was opened is closed in its place. */
public final class Html {
    private final StringBuilder out = new StringBuilder(8 << 10);
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins a page in a language. */
    public Html page(String language, String direction) {
        out.append("<!doctype html>\n");
        return open("html", "lang", language, "dir", direction);
    }

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn; one whose value is null is left out
     */
    public Html open(String name, String... attributes) {
        tag(name, attributes);
        open.push(name);
        return this;
    }

    /** An element that holds nothing and is not closed. */
    public Html empty(String name, String... attributes) {
        tag(name, attributes);
        return this;
    }

    private void tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                out.append(' ').append(attributes[i]);
                if (!attributes[i + 1].isEmpty()) {
                    out.append("=\"");
                    escape(attributes[i + 1]);
                    out.append('"');
                }
            }
        }
        out.append('>');
    }

    /** Closes the element that was opened last. */
    public Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes the same, and begins a new line of the source. */
    public Html end() {
        close();
        out.append('\n');
        return this;
    }

    /** An element with a text. */
    public Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).end();
    }

    public Html text(String text) {
        escape(text);
        return this;
    }

    /** A style as it is; never anything that came from somebody. */
    public Html style(String rules) {
        out.append("<style>").append(rules).append("</style>\n");
        return this;
    }

    /** What was written since this was asked last, for a page that is longer than memory should hold. */
    public String drain() {
        var written = out.toString();
        out.setLength(0);
        return written;
    }

    /** Closes everything that is open, and gives what was not drained. */
    public String finish() {
        while (!open.isEmpty()) {
            end();
        }
        return drain();
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
