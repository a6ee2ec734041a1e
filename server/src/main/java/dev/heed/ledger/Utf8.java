package dev.heed.ledger;

import java.nio.charset.StandardCharsets;

/** Turns text into the bytes that are hashed and signed. */
final class Utf8 {
    private Utf8() {}

    /**
     * Encodes text without loss. Java would turn a lone surrogate into a question mark, so that two
     * texts shared one hash.
     *
     * @throws IllegalArgumentException when the text holds a lone surrogate
     */
    static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new IllegalArgumentException("The text holds half a character at " + i);
                }
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
