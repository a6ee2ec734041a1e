package dev.heed.ledger;

import java.util.Base64;

/** Signs a text so that whoever has the verifier key can tell that it was not altered (c2sp.org/signed-note). */
final class SignedNote {
    private SignedNote() {}

    /**
     * Gives the text, an empty line, and one signature line for each key, in order.
     *
     * @throws IllegalArgumentException when there is no key, or the text cannot be a note
     */
    static String sign(String text, LedgerKey... keys) {
        if (keys.length == 0) {
            throw new IllegalArgumentException("A note needs a signature");
        }
        var message = checkedText(text);
        var note = new StringBuilder(text).append('\n');
        for (var key : keys) {
            note.append("\u2014 ").append(key.name()).append(' ').append(signature(message, key)).append('\n');
        }
        return note.toString();
    }

    /**
     * Refuses a name that would break a signature line or a verifier key apart.
     *
     * @throws IllegalArgumentException when the name is empty or has a space, a control character or a plus sign
     */
    static String checkedName(String name) {
        Utf8.bytes(name);
        if (name.isEmpty() || name.codePoints().anyMatch(SignedNote::breaksName)) {
            throw new IllegalArgumentException("A key name is not empty and has no space or plus sign: " + name);
        }
        return name;
    }

    private static boolean breaksName(int c) {
        return c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private static byte[] checkedText(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("A note's text ends with a line feed");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("A note's text has no control character but the line feed");
        }
        return Utf8.bytes(text);
    }

    private static String signature(byte[] message, LedgerKey key) {
        return Base64.getEncoder().encodeToString(Bytes.concat(key.id(), key.sign(message)));
    }
}
