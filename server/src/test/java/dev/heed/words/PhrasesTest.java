package dev.heed.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.store.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words are the same in every language, and counted as each language counts. */
class PhrasesTest {
    /** Every category that a language's rules have (Unicode CLDR, cardinals). */
    private static final Map<String, Set<String>> CATEGORIES = Map.of("en", Set.of("one", "other"), "de", Set.of("one", "other"), "es", Set.of("one", "many", "other"),
        "fr", Set.of("one", "many", "other"), "ar", Set.of("zero", "one", "two", "few", "many", "other"));

    private static JsonNode words(String language) {
        try (var in = PhrasesTest.class.getClassLoader().getResourceAsStream("words/" + language + ".json")) {
            return Json.read(in.readAllBytes());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Set<String> places(JsonNode text) {
        var texts = text.isTextual() ? Stream.of(text.textValue()) : text.properties().stream().map(form -> form.getValue().textValue());
        return texts.flatMap(one -> Pattern.compile("\\{[^}]*}").matcher(one).results().map(found -> found.group())).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyLanguageHasTheSamePhrasesWithTheSamePlacesAndEveryForm() {
        var english = words("en");
        for (var language : Phrases.LANGUAGES) {
            var others = words(language);
            var keys = new HashSet<String>();
            others.fieldNames().forEachRemaining(keys::add);
            // The widget's words are its own concern until they are merged in every language.
            keys.removeIf(key -> key.startsWith("widget."));
            assertThat(keys).as(language).allMatch(english::has);
            english.properties().stream().filter(phrase -> !phrase.getKey().startsWith("widget.")).forEach(phrase -> {
                var other = others.path(phrase.getKey());
                assertThat(other.isObject()).as(language + " " + phrase.getKey()).isEqualTo(phrase.getValue().isObject());
                assertThat(places(other)).as(language + " " + phrase.getKey()).isEqualTo(places(phrase.getValue()));
                if (other.isObject()) {
                    assertThat(other.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet())).as(language + " " + phrase.getKey()).isEqualTo(CATEGORIES.get(language));
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"en,0,other", "en,1,one", "en,2,other", "en,1000000,other", "de,1,one", "de,0,other", "es,1,one", "es,0,other", "es,2,other", "es,1000000,many", "es,2000000,many", "es,1000001,other",
        "fr,0,one", "fr,1,one", "fr,2,other", "fr,1000000,many", "fr,1500000,other", "ar,0,zero", "ar,1,one", "ar,2,two", "ar,3,few", "ar,10,few", "ar,11,many", "ar,99,many", "ar,100,other", "ar,101,other",
        "ar,102,other", "ar,103,few", "ar,110,few", "ar,111,many", "ar,200,other", "ar,1003,few", "ar,1000000,other"})
    void numbersAreCountedAsTheLanguageDoes(String language, long count, String category) {
        assertThat(Plural.category(language, count)).isEqualTo(category);
    }

    @Test
    void aPhraseIsSaidWithWhatIsFilledIn() {
        assertThat(Phrases.in("en").say("rights.cap.week", "count", 1)).isEqualTo("one message a week");
        assertThat(Phrases.in("de-AT").say("rights.cap.week", "count", 3)).isEqualTo("3 Nachrichten pro Woche");
        assertThat(Phrases.in("FR").say("rights.channel.no", "channel", "SMS")).isEqualTo("Vous ne souhaitez rien recevoir par « SMS ».");
        assertThat(Phrases.in("es").say("rights.topic.no", "topic", "{count} & <b>")).isEqualTo("No desea recibir nada sobre «{count} & <b>».");
    }

    @Test
    void whatIsFilledIntoArabicKeepsItsOwnDirection() {
        assertThat(Phrases.in("ar").say("rights.channel.no", "channel", "E-mail")).contains("\u2068E-mail\u2069");
        assertThat(Phrases.in("ar").say("rights.cap.week", "count", 11)).isEqualTo("11 رسالة في الأسبوع");
        assertThat(Phrases.in("ar").direction()).isEqualTo("rtl");
    }

    @Test
    void whoseLanguageThereIsNotIsSpokenToInEnglish() {
        assertThat(Phrases.in("it").language()).isEqualTo("en");
        assertThat(Phrases.are("it")).isFalse();
        assertThat(Phrases.are("ar-EG")).isTrue();
        assertThat(Phrases.in("").language()).isEqualTo("en");
    }

    @Test
    void aPhraseThatThereIsNotOrThatLacksSomethingIsABug() {
        assertThatThrownBy(() -> Phrases.in("en").say("nonsense")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Phrases.in("en").say("rights.channel.no")).isInstanceOf(IllegalStateException.class).hasMessageContaining("{channel}");
    }

    @Test
    void aMomentIsSaidByTheClockOfAPlaceAndInTheLanguage() {
        var at = Instant.parse("2026-06-01T12:05:00Z");
        var berlin = ZoneId.of("Europe/Berlin");
        assertThat(Stream.of("en", "de", "es", "fr").map(language -> Phrases.in(language).moment(at, berlin)).toList())
            .isEqualTo(List.of("1 June 2026, 14:05", "1. Juni 2026, 14:05", "1 de junio de 2026, 14:05", "1 juin 2026 à 14:05"));
        assertThat(Phrases.in("ar").moment(at, berlin)).contains("2026", "14:05");
    }

    @Test
    void everyTextOfAPageIsEscapedAndEveryElementClosed() {
        var html = new Html().page("en", "ltr").open("body").element("p", "<script>'\"&", "title", "\"><b>", "lang", null).empty("input", "disabled", "").open("div");
        assertThat(html.finish()).isEqualTo("<!doctype html>\n<html lang=\"en\" dir=\"ltr\"><body><p title=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;&#39;&quot;&amp;</p>\n<input disabled><div></div>\n</body>\n</html>\n");
    }
}
