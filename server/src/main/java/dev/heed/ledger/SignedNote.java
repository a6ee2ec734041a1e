package dev.heed.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

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

    /** @throws IllegalArgumentException unless the first line holds a space, which no origin has */
    static String seal(String text, LedgerKey key) {
        if (text.lines().findFirst().filter(line -> line.indexOf(' ') > 0).isEmpty()) {
            throw new IllegalArgumentException("The first line of what is sealed holds a space");
        }
        return sign(text, key);
    }

    /** The text of a note that the key has signed, among others or alone; empty when it has not, or when it is no note. */
    static Optional<String> signed(String note, LedgerKey key) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            return Optional.empty();
        }
        var text = note.substring(0, end + 1);
        var begin = "\u2014 " + key.name() + " ";
        boolean signed = note.substring(end + 2).lines().filter(line -> line.startsWith(begin)).anyMatch(line -> isSignature(text, line.substring(begin.length()), key));
        return signed ? Optional.of(text) : Optional.empty();
    }

    private static boolean isSignature(String text, String base64, LedgerKey key) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            int idBytes = key.id().length;
            return bytes.length > idBytes && Arrays.equals(Arrays.copyOf(bytes, idBytes), key.id())
                && key.verifies(checkedText(text), Arrays.copyOfRange(bytes, idBytes, bytes.length));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
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
