package dev.heed.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** A language that nobody speaks: English with accents and half as long again, so that a text that was forgotten or does not fit is seen at once. */
final class Pseudo {
    /** A private-use tag (BCP 47). */
    static final String LANGUAGE = "en-x-pseudo";
    private static final String PLAIN = "abcdefghijklmnoprstuwyzABCDEFGHIJKLMNOPRSTUWYZ";
    private static final String ACCENTED = "áƀçđéƒğĥíĵķĺɱñóþŕšťúŵýžÁƁÇĐÉƑĞĤÍĴĶĹḾÑÓÞŔŠŤÚŴÝŽ";

    private Pseudo() {}

    static ObjectNode of(ObjectNode english) {
        var words = JsonNodeFactory.instance.objectNode();
        english.fields().forEachRemaining(word -> words.set(word.getKey(), of(word.getValue())));
        return words;
    }

    private static JsonNode of(JsonNode text) {
        return text.isTextual() ? TextNode.valueOf(of(text.textValue())) : of((ObjectNode) text);
    }

    /** What stands in braces is filled in, and so stays. */
    private static String of(String text) {
        var said = new StringBuilder("[");
        boolean filled = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            filled = letter == '{' || filled && letter != '}';
            int at = filled ? -1 : PLAIN.indexOf(letter);
            said.append(at < 0 ? letter : ACCENTED.charAt(at));
        }
        return said.append(" ·".repeat(text.length() / 4)).append(']').toString();
    }
}
