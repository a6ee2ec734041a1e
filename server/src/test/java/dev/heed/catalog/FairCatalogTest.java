package dev.heed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.brand.FairnessRule;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.InvalidException;
import dev.heed.sdk.model.Catalog;
import dev.heed.sdk.model.Fault;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each deceptive design pattern that a catalog can hold is found when it is published: refused where it plainly breaks the law, else published and told. */
class FairCatalogTest {
    private static Given given;
    private static HeedClient client;

    /** A way to spoil the good catalog, and what is then found. */
    private record Guilty(FairnessRule rule, String pointer, Consumer<ObjectNode> edit) {
        @Override
        public String toString() {
            return rule.id() + " " + pointer;
        }
    }

    @BeforeAll
    static void start() {
        given = Given.server();
        client = given.client(Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Guilty guilty(FairnessRule rule, String pointer, String at, String json) {
        return new Guilty(rule, pointer, document -> {
            int last = at.lastIndexOf('/');
            ((ObjectNode) document.at(at.substring(0, last))).set(at.substring(last + 1), json(json));
        });
    }

    private static Guilty guilty(FairnessRule rule, String pointer, String json) {
        return guilty(rule, pointer, pointer, json);
    }

    private static JsonNode json(String json) {
        return Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** So many copies of an item, each with an id and a label of its own. */
    private static Guilty many(String list, int copies) {
        return new Guilty(FairnessRule.TOO_MANY_OPTIONS, list, document -> {
            var items = (ArrayNode) document.at(list);
            var first = list.equals("/topics") ? items.get(2) : list.equals("/purposes") ? items.get(4) : items.get(0);
            for (int i = 0; i < copies; i++) {
                ObjectNode copy = first.deepCopy();
                copy.put("id", "copy_" + i).putObject("label").put("en", "Copy " + i).put("de", "Kopie " + i);
                items.add(copy);
            }
        });
    }

    static Stream<Guilty> guilty() {
        var yes = "{'allowed': true}";
        return Stream.of(
            guilty(FairnessRule.PRETICKED_CONSENT, "/relationships/0/preset/topics/offers/allowed", "/relationships/0/preset/topics", "{'offers': " + yes + "}"),
            guilty(FairnessRule.PRETICKED_CONSENT, "/relationships/1/preset/purposes/recommendations/allowed", "/relationships/1/preset/purposes", "{'recommendations': " + yes + "}"),
            guilty(FairnessRule.NO_REFUSAL, "/topics/4/legalBasis", "/topics/4/category", "'essential'"),
            guilty(FairnessRule.NO_REFUSAL, "/purposes/2/legalBasis", "'contract'"),
            guilty(FairnessRule.NO_REFUSAL, "/purposes/3/legalBasis", "'legal_obligation'"),
            guilty(FairnessRule.ADVERTISING_AS_DUTY, "/topics/4/legalBasis", "'contract'"),
            guilty(FairnessRule.ADVERTISING_AS_DUTY, "/topics/5/legalBasis", "'legal_obligation'"),
            new Guilty(FairnessRule.MISSING_NOTICE, "/topics/4/notice", document -> ((ObjectNode) document.at("/topics/4")).remove("notice")),
            guilty(FairnessRule.MISSING_LANGUAGE, "/notices/2/text", "{'en': 'If you agree, we write to you. You can withdraw at any time.'}"),
            guilty(FairnessRule.MISSING_LANGUAGE, "/topics/4/label", "{'en': 'Offers', 'de': ' '}"),
            guilty(FairnessRule.SHAMED_REFUSAL, "/topics/4/label/en", "'No thanks, I prefer paying full price'"),
            guilty(FairnessRule.SHAMED_REFUSAL, "/purposes/0/description/de", "'Ich verzichte auf meine Vorteile.'"),

            guilty(FairnessRule.ON_BY_DEFAULT, "/topics/7/legalBasis", "'legitimate_interest'"),
            guilty(FairnessRule.ON_BY_DEFAULT, "/purposes/3/legalBasis", "'legitimate_interest'"),
            guilty(FairnessRule.ENDLESS_CONSENT, "/topics/4/expiresAfter", "'P30Y'"),
            guilty(FairnessRule.ASKED_AGAIN_AND_AGAIN, "/purposes/1/expiresAfter", "'P1W'"),
            many("/topics", 20), many("/purposes", 10), many("/relationships", 5), many("/tones", 7),
            guilty(FairnessRule.EMOTIVE_WORDS, "/topics/4/label/en", "'Exclusive offers'"),
            guilty(FairnessRule.EMOTIVE_WORDS, "/relationships/0/label/de", "'Familie (empfohlen)'"),
            guilty(FairnessRule.INTEREST_WITHOUT_OBJECTION, "/topics/0/category", "/topics/0/legalBasis", "'legitimate_interest'"),
            guilty(FairnessRule.ADVERTISING_AMONG_ESSENTIALS, "/topics/0/label/en", "'Orders and offers'"),
            guilty(FairnessRule.PRIVACY_POLICY_OUT_OF_REACH, "/brand/controller/privacyPolicy", "'on request'"),
            guilty(FairnessRule.ONE_WAY_PRESET, "/relationships/0/preset", "/relationships/0/preset/topics", "{'rental_reminders': " + yes + ", 'product_care': {'allowed': true, 'channels': {'push': true}}}"),
            guilty(FairnessRule.WITHDRAWAL_BY_LETTER, "/brand/controller/contact", "'Musterstraße 12, 12345 Musterstadt'"),
            guilty(FairnessRule.WITHDRAWAL_BY_LETTER, "/notices/2/text/en", "'If you agree, we write to you. You can withdraw consent only by registered mail. It is valid for three years, in every store, for the newsletter that comes once a week by e-mail or app notification.'"),
            new Guilty(FairnessRule.SIGNAL_PASSED_OVER, "/purposes/3/optOutSignal", document -> {
                ((ObjectNode) document.at("/brand")).put("jurisdiction", "US-CA");
                ((ObjectNode) document.at("/purposes/3")).put("optOutSignal", false);
            }),
            guilty(FairnessRule.IMPLIED_CONSENT, "/purposes/1/description/en", "'By using the shop, you agree that we measure it.'"),
            guilty(FairnessRule.UNTRANSLATED, "/topics/4/description/de", "'Discounts and sales in the online shop and in our stores.'"),
            guilty(FairnessRule.TOLD_LESS, "/notices/2/text/de", "'Wenn Sie einwilligen, schreiben wir Ihnen. Widerruf jederzeit.'"),
            guilty(FairnessRule.REFUSAL_DENIED, "/topics/6/description/en", "'Comes once a week and cannot be switched off.'"),
            guilty(FairnessRule.REFUSAL_PROMISED_IN_VAIN, "/topics/0/description/en", "'Confirmation of your orders. You can unsubscribe at any time.'"),
            guilty(FairnessRule.OPPOSITE_LABELS, "/topics/6/label", "/topics/6/label/de", "'Keine Newsletter'"),
            guilty(FairnessRule.MORE_THAN_SAID, "/topics/4/description/en", "'From time to time a discount.'"),
            guilty(FairnessRule.ANSWER_AS_LABEL, "/topics/6/label/en", "'Yes, the newsletter'"),
            guilty(FairnessRule.DOUBLE_NEGATIVE, "/topics/6/description/en", "'Untick this if you do not want it.'"),
            guilty(FairnessRule.SAME_LABEL, "/topics/5/label/en", "'Offers'"),
            guilty(FairnessRule.BUNDLED_NOTICE, "/purposes/1/notice", "'recommendations'"),
            guilty(FairnessRule.WITHDRAWAL_UNTOLD, "/notices/2/text/de", "'Wenn Sie einwilligen, sendet Ihnen die Fernweg Outdoor GmbH einmal pro Woche den Newsletter per E-Mail. Wir nutzen dafür Ihren Namen und Ihre Adresse auf diesem Kanal.'"),
            guilty(FairnessRule.VAGUE_PURPOSE, "/purposes/5/description/en", "'To improve your experience.'"));
    }

    private static ObjectNode spoiled(Guilty guilty) {
        var document = Given.catalog();
        guilty.edit().accept(document);
        return document;
    }

    private static List<String> told(List<Fault> faults) {
        return faults.stream().map(fault -> fault.getRule() + " " + fault.getPointer()).toList();
    }

    @ParameterizedTest
    @MethodSource("guilty")
    void aCatalogThatIsUnfairInOneThingIsToldThatOneThing(Guilty guilty) {
        var check = client.catalog().check(Catalog.of(spoiled(guilty)));
        assertThat(told(guilty.rule().refused() ? check.getErrors() : check.getWarnings())).containsExactly(guilty.toString());
        assertThat(guilty.rule().refused() ? check.getWarnings() : check.getErrors()).isEmpty();
        assertThat(check.getPublishable()).isNotEqualTo(guilty.rule().refused());
        var fault = Stream.concat(check.getErrors().stream(), check.getWarnings().stream()).findFirst().orElseThrow();
        assertThat(fault.getCategory().getValue()).isEqualTo(guilty.rule().pattern().category().name().toLowerCase(Locale.ROOT));
        assertThat(fault.getPattern().getValue()).isEqualTo(guilty.rule().pattern().id());
        assertThat(fault.getDetail()).hasSizeGreaterThan(20);
    }

    @Test
    void whatIsRefusedIsNotPublishedAndWhatIsWarnedAboutIs() {
        given.brand("spoiled");
        var theirs = given.client(given.key("spoiled", Role.ADMIN)).catalog();
        guilty().forEach(guilty -> {
            var catalog = Catalog.of(spoiled(guilty));
            if (guilty.rule().refused()) {
                var newest = theirs.read().value();
                var invalid = Assertions.catchThrowableOfType(InvalidException.class, () -> theirs.publish(catalog));
                assertThat(invalid.kind()).isEqualTo("catalog_violation");
                assertThat(told(invalid.faults())).containsExactly(guilty.toString());
                assertThat(theirs.read().value()).isEqualTo(newest);
            } else {
                var published = theirs.publish(catalog);
                assertThat(told(published.warnings())).containsExactly(guilty.toString());
                assertThat(theirs.read().value()).as("what was warned about is not part of the catalog").isEqualTo(published.value());
                assertThat(theirs.publish(catalog).warnings()).as("told again when nothing changed").isEqualTo(published.warnings());
            }
        });
    }

    @Test
    void theTableLeavesNoRuleOut() {
        var elsewhere = List.of(FairnessRule.NEGATED_LABEL);    // in one language alone: FairWordsTest
        var rules = new ArrayList<>(Arrays.asList(FairnessRule.values()));
        rules.removeAll(elsewhere);
        assertThat(guilty().map(Guilty::rule).distinct()).containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void theGoodCatalogIsPublishedWithoutAWord() {
        var check = client.catalog().check(Catalog.of(Given.catalog()));
        assertThat(check.getErrors()).isEmpty();
        assertThat(check.getWarnings()).isEmpty();
        assertThat(check.getPublishable()).isTrue();
        assertThat(client.catalog().publish(Catalog.of(Given.catalog())).warnings()).isEmpty();
    }

    @Test
    void everythingIsToldAtOnce() {
        var document = Given.catalog();
        var some = guilty().filter(guilty -> List.of("/relationships/0/preset/topics/offers/allowed", "/purposes/2/legalBasis", "/topics/5/legalBasis", "/notices/2/text", "/topics/0/label/en", "/topics/6/label",
            "/brand/controller/contact", "/purposes/1/expiresAfter", "/purposes/5/description/en", "/relationships/0/label/de").contains(guilty.pointer())).toList();
        some.forEach(guilty -> guilty.edit().accept(document));
        ((ObjectNode) document.at("/brand")).put("timeZone", "Europe/Berlim");
        var check = client.catalog().check(Catalog.of(document));
        assertThat(told(check.getErrors())).containsExactlyInAnyOrderElementsOf(
            Stream.concat(some.stream().filter(guilty -> guilty.rule().refused()).map(Guilty::toString), Stream.of("null /brand/timeZone")).toList());
        assertThat(told(check.getWarnings())).containsExactlyInAnyOrderElementsOf(some.stream().filter(guilty -> !guilty.rule().refused()).map(Guilty::toString).toList());
        assertThat(some).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void aNoticeThatWasReplacedIsHistoryAndNotJudged() {
        var document = Given.catalog();
        ((ObjectNode) document.at("/notices/0/text")).put("en", "Don't miss out on our exclusive offers.");
        assertThat(client.catalog().check(Catalog.of(document)).getWarnings()).isEmpty();
    }

    @Test
    void aCheckChangesNothingAndWarningsSentBackAreIgnored() {
        var before = client.catalog().read();
        client.catalog().check(Catalog.of(Given.catalog()).edit(document -> document.withObject("/brand").put("name", "Other")));
        assertThat(client.catalog().read().etag()).isEqualTo(before.etag());
        var sentBack = client.catalog().publish(before.value().edit(document -> document.putArray("warnings").addObject().put("pointer", "/x").put("detail", "x")));
        assertThat(sentBack.etag()).isEqualTo(before.etag());
        assertThat(sentBack.warnings()).isEmpty();
        assertThat(client.catalog().read().value()).isEqualTo(before.value());
    }

    @Test
    void whatWasPublishedBeforeItWasCheckedIsReadAsItWas() {
        var brand = given.brand("old");
        var document = Given.catalog();
        guilty().filter(guilty -> guilty.rule() == FairnessRule.NO_REFUSAL || guilty.rule() == FairnessRule.SHAMED_REFUSAL).forEach(guilty -> guilty.edit().accept(document));
        given.app().database().write(tx -> tx.handle().execute("update catalog set document = ? where brand_no = ?", Json.bytes(document), brand.no()));
        given.restart();
        var theirs = given.client(given.key("old", Role.ADMIN)).catalog();
        var old = theirs.read().value();
        assertThat(old.topics().get(4).getLabel()).containsEntry("en", "No thanks, I prefer paying full price");
        assertThat(Assertions.catchThrowableOfType(InvalidException.class, () -> theirs.publish(old)).faults()).hasSizeGreaterThan(3);
        client = given.client(Role.ADMIN);
    }

    @Test
    void aDocumentThatDoesNotFitTheContractCannotBeChecked() {
        var invalid = Assertions.catchThrowableOfType(InvalidException.class, () -> client.catalog().check(Catalog.of(Given.catalog()).edit(document -> document.put("nonsense", 1))));
        assertThat(invalid.kind()).isEqualTo("contract_violation");
        assertThat(invalid.faults()).extracting(Fault::getPointer).containsExactly("/nonsense");
    }
}
