package dev.heed.words;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.store.Json;
import dev.heed.store.Packed;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What this program says to people, in one language: the same words as the widget's. */
public final class Phrases {
    /** What there is, the first one for everybody whose language there is not. */
    public static final List<String> LANGUAGES = List.of("en", "de", "es", "fr", "ar");
    private static final Map<String, String> MOMENTS = Map.of("en", "d MMMM uuuu, HH:mm", "de", "d. MMMM uuuu, HH:mm", "es", "d 'de' MMMM 'de' uuuu, HH:mm",
        "fr", "d MMMM uuuu 'à' HH:mm", "ar", "d MMMM uuuu، HH:mm");
    private static final String COUNT = "count";
    /** What is filled in may be written in the other direction: it is kept apart (UAX 9, FSI and PDI). */
    private static final String APART = "\u2068";
    private static final String TOGETHER = "\u2069";
    private static final Map<String, Phrases> ALL = readAll();

    private final Locale locale;
    private final JsonNode texts;
    private final DateTimeFormatter moment;

    private Phrases(String language, JsonNode texts) {
        this.locale = Locale.forLanguageTag(language);
        this.texts = texts;
        this.moment = DateTimeFormatter.ofPattern(MOMENTS.get(language), locale);
    }

    /** In a language, by its BCP 47 tag; in English where there is no other. */
    public static Phrases in(String language) {
        return ALL.getOrDefault(primary(language), ALL.get(LANGUAGES.get(0)));
    }

    /** Whether there are words in a language. */
    public static boolean are(String language) {
        return ALL.containsKey(primary(language));
    }

    private static String primary(String language) {
        return language.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static Map<String, Phrases> readAll() {
        var all = new HashMap<String, Phrases>();
        LANGUAGES.forEach(language -> all.put(language, new Phrases(language, read(language))));
        return Map.copyOf(all);
    }

    private static JsonNode read(String language) {
        return Json.read(Packed.file("words/" + language + ".json"));
    }

    public Locale locale() {
        return locale;
    }

    /** The language's tag. */
    public String language() {
        return locale.toLanguageTag();
    }

    /** How it is written: {@code ltr} or {@code rtl}. */
    public String direction() {
        return language().equals("ar") ? "rtl" : "ltr";
    }

    public boolean has(String key) {
        return texts.has(key);
    }

    /** A phrase into which nothing is filled. */
    public String say(String key) {
        return say(key, Map.of());
    }

    /** A phrase with one thing filled in. */
    public String say(String key, String name, Object value) {
        return say(key, Map.of(name, value));
    }

    /**
     * A phrase with what is filled in, by name. One that counts takes a whole number named {@code count}, and is said as the language says so many.
     *
     * @throws IllegalStateException when there is no such phrase, or something that it names is not filled in
     */
    public String say(String key, Map<String, ?> filled) {
        var text = texts.get(key);
        if (text == null) {
            throw new IllegalStateException("there is no phrase " + key);
        }
        return fill(key, text.isObject() ? text.get(Plural.category(language(), ((Number) filled.get(COUNT)).longValue())).textValue() : text.textValue(), filled);
    }

    private String fill(String key, String text, Map<String, ?> filled) {
        var said = new StringBuilder(text.length() + 32);
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            var value = filled.get(text.substring(open + 1, close));
            if (value == null) {
                throw new IllegalStateException("the phrase " + key + " asks for " + text.substring(open, close + 1));
            }
            said.append(text, from, open).append(apart(value));
            from = close + 1;
        }
        return said.append(text, from, text.length()).toString();
    }

    private String apart(Object value) {
        return direction().equals("rtl") && !(value instanceof Number) ? APART + value + TOGETHER : value.toString();
    }

    /** A moment by the clock of a zone. */
    public String moment(Instant at, ZoneId zone) {
        return moment.format(at.atZone(zone));
    }
}
