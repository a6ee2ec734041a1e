package dev.heed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.model.CatalogCheck;
import dev.heed.sdk.model.Fault;
import dev.heed.store.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What presses, shames or confuses is found, and what brands say every day is left alone. */
class FairWordsTest {
    /** Not more at once than a customer could look through, or that would be found too. */
    private static final int AT_ONCE = 12;

    private static Given given;
    private static HeedClient client;

    @BeforeAll
    static void start() {
        given = Given.server();
        client = given.client(Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static JsonNode said(String language) {
        try (var in = FairWordsTest.class.getResourceAsStream("/fair-words/" + language + ".json")) {
            return Json.read(in.readAllBytes());
        } catch (IOException | NullPointerException missing) {
            throw new IllegalStateException("there are no texts in " + language, missing);
        }
    }

    private static List<String> texts(String language, String list) {
        return StreamSupport.stream(said(language).get(list).spliterator(), false).map(JsonNode::textValue).toList();
    }

    private static List<Fault> found(SmallCatalog catalog) {
        CatalogCheck check = client.catalog().check(catalog.catalog());
        return Stream.concat(check.getErrors().stream(), check.getWarnings().stream()).toList();
    }

    private static List<String> told(List<Fault> faults) {
        return faults.stream().map(fault -> fault.getRule() + " " + fault.getPointer() + " " + fault.getDetail()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr", "ar"})
    void whatBrandsSayEveryDayIsNoFault(String language) {
        var innocent = texts(language, "innocent");
        assertThat(innocent).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
        var alarms = new ArrayList<String>();
        for (int i = 0; i < innocent.size(); i += AT_ONCE) {
            var some = innocent.subList(i, Math.min(innocent.size(), i + AT_ONCE));
            alarms.addAll(told(found(new SmallCatalog(language).saying(some, "label").saying(some, "description"))));
            alarms.addAll(told(found(new SmallCatalog(language).saying(some, "purpose"))));
        }
        alarms.addAll(told(found(new SmallCatalog(language).saying(texts(language, "essential"), "essential"))));
        alarms.addAll(told(found(new SmallCatalog(language).saying(texts(language, "notices"), "notice"))));
        assertThat(alarms).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr", "ar"})
    void whatPressesShamesOrConfusesIsFoundWhereItStandsAndNothingElse(String language) {
        var guilty = said(language).get("guilty");
        assertThat(guilty).hasSizeGreaterThanOrEqualTo(25);
        var softly = new SoftAssertions();
        guilty.forEach(one -> {
            var found = found(new SmallCatalog(language).saying(one.get("text").textValue(), one.get("at").textValue()));
            softly.assertThat(told(found)).as(one.toString()).hasSize(1).first().asString().startsWith(one.get("rule").textValue() + " /").contains("/" + language + " \"");
        });
        softly.assertAll();
    }

    /** Pages, element and API are held to what brands are held to. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr", "ar"})
    void whatWeSayOurselvesIsNoFault(String language) throws IOException {
        var said = new ArrayList<String>();
        try (var in = FairWordsTest.class.getResourceAsStream("/words/" + language + ".json")) {
            Json.read(in.readAllBytes()).forEach(text -> (text.isObject() ? text.findValues("other") : List.of(text)).forEach(one -> said.add(one.textValue().replaceAll("\\{[^}]*}", "X"))));
        }
        var alarms = new ArrayList<String>();
        for (int i = 0; i < said.size(); i += AT_ONCE) {
            alarms.addAll(told(found(new SmallCatalog(language).saying(said.subList(i, Math.min(said.size(), i + AT_ONCE)), "description"))));
        }
        // Of what is essential it is so.
        assertThat(alarms).allMatch(alarm -> alarm.startsWith("refusal_denied "));
    }

    @Test
    void caseAccentsAndTypographyHideNothing() {
        for (var text : List.of("DON’T MISS OUT", "Don't  miss\u00a0out!", "d\u006fn't miss-out", "Exclusive offers", "éxclusive offers", "e\u0301xclusive offers")) {
            assertThat(found(new SmallCatalog("en").saying(text, "label"))).as(text).extracting(Fault::getRule).containsExactly("emotive_words");
        }
        assertThat(found(new SmallCatalog("es").saying("ULTIMA OPORTUNIDAD", "label"))).extracting(Fault::getRule).containsExactly("emotive_words");
        assertThat(found(new SmallCatalog("ar").saying("لا تُفَوِّت العروض", "label"))).extracting(Fault::getRule).containsExactly("emotive_words");
    }

    @Test
    void aWordInsideAnotherIsNotThatWord() {
        for (var text : List.of("Sexclusive", "Exclusiveness in philosophy", "Hurryville city news", "Yesterday in history", "Notices")) {
            assertThat(found(new SmallCatalog("en").saying(text, "label"))).as(text).isEmpty();
        }
    }

    @Test
    void theWordsAreCitedAsTheyStandInTheCatalog() {
        assertThat(found(new SmallCatalog("fr").saying("Votre toute DERNIÈRE chance, déjà", "label"))).extracting(Fault::getDetail)
            .containsExactly("\"DERNIÈRE chance\" presses, flatters or makes feel guilty; say plainly what comes");
    }

    @Test
    void aLanguageWithItsRegionIsReadLikeTheLanguageAndAnUnknownOneNotAtAll() {
        assertThat(found(new SmallCatalog("de-AT").saying("Letzte Chance", "label"))).extracting(Fault::getPointer).containsExactly("/topics/0/label/de-AT");
        assertThat(found(new SmallCatalog("it").saying("Yes, exclusive: last chance", "label"))).isEmpty();
    }

    @Test
    void tensOfThousandsOfWordsAreReadInNoTime() {
        var long_ = "not exclusive and do not miss the offers, without which no consent can be withdrawn ".repeat(120);
        var catalog = new SmallCatalog("en");
        for (int i = 0; i < 24; i++) {
            catalog.notice(long_.substring(0, 9_900));
        }
        long before = System.nanoTime();
        assertThat(found(catalog)).isNotEmpty();
        assertThat((System.nanoTime() - before) / 1_000_000).isLessThan(10_000);
    }
}
