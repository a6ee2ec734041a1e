package dev.heed.rights;

import dev.heed.brand.Catalog;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Sentences for a customer in one language, and the brand's own words in it. */
final class Phrases {
    /** What there is, the first one for everybody whose language there is not. */
    static final List<String> LANGUAGES = List.of("en", "de");
    private static final Map<String, Phrases> ALL = Map.of("en", read("en", "d MMMM uuuu, HH:mm"), "de", read("de", "d. MMMM uuuu, HH:mm"));

    private final Locale locale;
    private final Properties texts;
    private final DateTimeFormatter moment;

    private Phrases(String language, Properties texts, String moment) {
        this.locale = Locale.forLanguageTag(language);
        this.texts = texts;
        this.moment = DateTimeFormatter.ofPattern(moment, locale);
    }

    /** In a customer's language, or else in English. */
    static Phrases in(String language) {
        return ALL.getOrDefault(language.split("-")[0].toLowerCase(Locale.ROOT), ALL.get(LANGUAGES.get(0)));
    }

    private static Phrases read(String language, String moment) {
        try (var in = Phrases.class.getClassLoader().getResourceAsStream("rights/" + language + ".properties")) {
            var texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Phrases(language, texts, moment);
        } catch (IOException missing) {
            throw new IllegalStateException("rights/" + language + ".properties is not in this program", missing);
        }
    }

    Locale locale() {
        return locale;
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    /** A phrase with what is filled in. */
    String say(String key, Object... filled) {
        var text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("there is no phrase " + key);
        }
        var said = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean place = text.charAt(i) == '{' && i + 2 < text.length() && text.charAt(i + 2) == '}';
            said.append(place ? filled[text.charAt(i + 1) - '0'] : text.charAt(i));
            i += place ? 2 : 0;
        }
        return said.toString();
    }

    /** What the brand calls something: in this language, or else in the brand's first; its id where the brand no longer has it. */
    String called(Map<String, String> label, Catalog catalog, String id) {
        return label.getOrDefault(locale.getLanguage(), label.getOrDefault(catalog.brand().languages().get(0), id));
    }

    String topic(Catalog catalog, String id) {
        return called(catalog.topics().containsKey(id) ? catalog.topics().get(id).label() : Map.of(), catalog, id);
    }

    String channel(Catalog catalog, String id) {
        return called(catalog.channels().containsKey(id) ? catalog.channels().get(id).label() : Map.of(), catalog, id);
    }

    String purpose(Catalog catalog, String id) {
        return called(catalog.purposes().containsKey(id) ? catalog.purposes().get(id).label() : Map.of(), catalog, id);
    }

    /** A moment by the clock of a zone. */
    String moment(Instant at, ZoneId zone) {
        return moment.format(at.atZone(zone));
    }
}
