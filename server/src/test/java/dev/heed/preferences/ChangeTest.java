package dev.heed.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import dev.heed.sdk.CustomerPreferences;
import dev.heed.sdk.InvalidException;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.ConsentStatus;
import dev.heed.sdk.model.From;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.model.Surface;
import dev.heed.sdk.verify.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a customer may rely on when changing preferences. */
class ChangeTest {
    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-03-01T10:00:00Z"));
    private static Given given;
    private static int customers;

    @BeforeAll
    static void start() {
        given = Given.server(Map.of(), CLOCK);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static CustomerPreferences someone() {
        return given.client(Role.APP).customers().get("c-" + ++customers).preferences();
    }

    @Test
    void aChoiceIsTakenRecordedProvedAndReadBack() {
        var preferences = someone();
        var id = "c-" + customers;

        var changed = preferences.change(choice -> choice.topic("offers").allow().and().channel("email").atMost(1, Per.WEEK));

        assertThat(changed.value().getVersion()).isEqualTo(1);
        assertThat(preferences.read().value()).isEqualTo(changed.value());
        var audit = given.client(Role.COMPLIANCE);
        var verifier = Verifier.of(audit.ledger().key().getVerifierKey());
        assertThat(audit.consentLog().list(LogFilter.all().customer(id))).hasSize(2).allSatisfy(record ->
            assertThat(verifier.inclusion(audit.consentLog().proof(record.getIndex())).disclosed().get("customerId").textValue()).isEqualTo(id));
    }

    @Test
    void aCustomerNeverSeenHasDefaultsAndNothingChosen() {
        var never = someone().read();

        assertThat(never.value().getVersion()).isZero();
        assertThat(never.value().getChosen().getTopics()).isNull();
        assertThat(never.value().getEffective().getTopics().get("offers").getAllowed().getFrom()).isEqualTo(From.LAW);
    }

    @Test
    void aChangeThatChangesNothingMakesNoVersionAndNoRecord() {
        var preferences = someone();
        preferences.change(choice -> choice.tone("expert"));
        long before = given.app().ledgerSize(given.app().brand(Given.SHOP).orElseThrow());

        assertThat(preferences.change(choice -> choice.tone("expert")).value().getVersion()).isEqualTo(1);
        assertThat(given.app().ledgerSize(given.app().brand(Given.SHOP).orElseThrow())).isEqualTo(before);
    }

    @Test
    void allFaultsAreNamedAtOnceAndNothingIsWritten() {
        var preferences = someone();

        assertThatThrownBy(() -> preferences.change(choice -> choice.topic("ofers").allow().and().topic("order_updates").refuse()
            .and().tone("loud").channel("email").allow()))
            .isInstanceOfSatisfying(InvalidException.class, problem -> {
                assertThat(problem.kind()).isEqualTo("catalog_violation");
                assertThat(problem.faults()).extracting(fault -> fault.getPointer())
                    .containsExactlyInAnyOrder("/chosen/tone", "/chosen/topics/ofers/allowed", "/chosen/topics/order_updates/allowed");
                assertThat(problem.faults()).anyMatch(fault -> fault.getDetail().contains("did you mean offers?"));
            });
        assertThat(preferences.read().value().getVersion()).isZero();
    }

    @Test
    void nullTakesAChoiceBackAndOnlyThat() {
        var preferences = someone();
        preferences.change(choice -> choice.pauseUntil(CLOCK.instant().plus(Duration.ofDays(7))).tone("expert"));
        assertThat(preferences.read().value().getEffective().getPaused().getValue()).isNotNull();

        var after = preferences.change(choice -> choice.endPause()).value();

        assertThat(after.getEffective().getPaused().getValue()).isNull();
        assertThat(after.getEffective().getTone().getValue()).isEqualTo("expert");
    }

    @Test
    void aPauseEndsByItselfAndTheAnswerSaysSo() {
        var preferences = someone();
        var end = CLOCK.instant().plus(Duration.ofDays(2));
        var paused = preferences.change(choice -> choice.pauseUntil(end));
        assertThat(paused.value().getEffective().getTopics().get("product_care").getChannels().get("email").getValue()).isFalse();

        CLOCK.pass(Duration.ofDays(2));

        var over = preferences.read();
        assertThat(over.value().getEffective().getTopics().get("product_care").getChannels().get("email").getValue()).isTrue();
        assertThat(over.etag()).as("what holds has changed, so the ETag has").isNotEqualTo(paused.etag());
        assertThat(over.value().getVersion()).isEqualTo(paused.value().getVersion());
    }

    @Test
    void undoBringsBackTheChoicesAsANewVersion() {
        var preferences = someone();
        var first = preferences.change(choice -> choice.topic("offers").allow().and().tone("friendly")).value();
        preferences.change(choice -> choice.stopEverything().topic("offers").refuse());

        var undone = preferences.revertTo(1).value();

        assertThat(undone.getVersion()).isEqualTo(3);
        assertThat(undone.getChosen()).isEqualTo(first.getChosen());
        assertThat(preferences.revertTo(0).value().getChosen().getTone()).isNull();
        assertThatThrownBy(() -> preferences.revertTo(99)).isInstanceOf(InvalidException.class);
    }

    @Test
    void theViewOfAnyPastMomentIsWhatHeldThen() {
        var preferences = someone();
        var before = CLOCK.instant();
        CLOCK.pass(Duration.ofMinutes(1));
        preferences.change(choice -> choice.tone("expert"));
        var between = CLOCK.instant();
        CLOCK.pass(Duration.ofMinutes(1));
        preferences.change(choice -> choice.tone("playful"));

        assertThat(preferences.asOf(before).getVersion()).isZero();
        assertThat(preferences.asOf(between).getEffective().getTone().getValue()).isEqualTo("expert");
        assertThat(preferences.asOf(CLOCK.instant()).getEffective().getTone().getValue()).isEqualTo("playful");
        assertThatThrownBy(() -> preferences.asOf(CLOCK.instant().plusSeconds(5))).isInstanceOf(InvalidException.class);
    }

    @Test
    void aPreviewSaysWhatAChangeWouldMeanAndChangesNothing() {
        var preferences = someone();
        preferences.change(choice -> {
            for (var topic : new String[] {"offers", "new_arrivals", "newsletter", "events"}) {
                choice.topic(topic).allow();
            }
        });

        var preview = preferences.preview(choice -> choice.atMost(3, Per.WEEK));

        assertThat(preview.getSummary()).isEqualTo("3 messages a week instead of 11.");
        assertThat(preferences.read().value().getVersion()).isEqualTo(1);
        assertThat(preferences.preview(choice -> choice.topic("offers").refuse()).getStops()).containsExactly("offers");
        assertThat(preferences.preview(choice -> choice.stopEverything()).getContinues()).containsExactly("order_updates", "safety_recalls");
    }

    @Test
    void aConsentIsGivenWithdrawnAndExpires() {
        var customer = given.client(Role.APP).customers().get("c-" + ++customers);
        customer.preferences().change(choice -> choice.purpose("usage_analytics").allow().and().from(Surface.WIDGET).inLanguage("de"));
        var consent = consent(customer, "usage_analytics");
        assertThat(consent.getStatus()).isEqualTo(ConsentStatus.GIVEN);
        assertThat(consent.getNotice().getLanguage()).isEqualTo("de");
        assertThat(consent.getExpiresAt()).isEqualTo(CLOCK.instant().atOffset(java.time.ZoneOffset.UTC).plusYears(1).toInstant());

        CLOCK.pass(Duration.ofDays(366));
        assertThat(consent(customer, "usage_analytics").getStatus()).isEqualTo(ConsentStatus.EXPIRED);
        assertThat(consent(customer, "usage_analytics").getPermitted()).isFalse();

        customer.preferences().change(choice -> choice.purpose("usage_analytics").refuse());
        assertThat(consent(customer, "usage_analytics").getStatus()).isEqualTo(ConsentStatus.WITHDRAWN);
    }

    private static dev.heed.sdk.model.Consent consent(dev.heed.sdk.Customer customer, String purpose) {
        return customer.consents().stream().filter(item -> purpose.equals(item.getSetting().getId())).findFirst().orElseThrow();
    }

    @Test
    void theHistoryTellsEveryChangeNewestFirst() {
        var customer = given.client(Role.APP).customers().get("c-" + ++customers);
        for (int i = 0; i < 5; i++) {
            int hours = i + 10;
            customer.preferences().change(choice -> choice.atMost(hours, Per.WEEK).channel("email").atMost(hours, Per.MONTH).and().because("try " + hours));
        }

        assertThat(customer.history().inPagesOf(2)).extracting(item -> item.getChange().getPreferencesVersion()).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(customer.history()).allSatisfy(item -> assertThat(item.getChange().getRecords()).hasSize(2));
    }

    @Test
    void aNewCatalogHoldsForTheVeryNextReading() {
        try (var own = Given.server()) {
            var preferences = own.client(Role.APP).customers().get("c-1").preferences();
            assertThat(preferences.read().value().getEffective().getTone().getValue()).isEqualTo("plain");
            var catalog = own.client(Role.ADMIN).catalog();

            catalog.publish(catalog.read().value().edit(json -> ((com.fasterxml.jackson.databind.node.ArrayNode) json.get("tones")).insert(0, json.get("tones").get(2))
                .remove(3)));

            assertThat(preferences.read().value().getCatalogVersion()).isEqualTo(2);
            assertThat(preferences.read().value().getEffective().getTone().getValue()).isEqualTo("expert");
        }
    }

    @Test
    void everythingIsThereAfterARestart() {
        try (var own = Given.server()) {
            var changed = own.client(Role.APP).customers().get("c-1").preferences().change(choice -> choice.topic("offers").allow().and().tone("expert"));

            own.restart();

            assertThat(own.client(Role.APP).customers().get("c-1").preferences().read().value()).isEqualTo(changed.value());
        }
    }

    @Test
    void aRepeatedAnswerIsTheFirstToTheByteHoweverMuchHasChangedSince() {
        var preferences = someone().withIdempotencyKey("once-" + customers);
        var first = preferences.change(choice -> choice.tone("expert"));
        CLOCK.pass(Duration.ofHours(1));
        given.client(Role.APP).customers().get("c-" + customers).preferences().change(choice -> choice.tone("playful"));

        var again = preferences.change(choice -> choice.tone("expert"));

        assertThat(again.value()).isEqualTo(first.value());
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(someoneAgain().read().value().getEffective().getTone().getValue()).isEqualTo("playful");
    }

    private static CustomerPreferences someoneAgain() {
        return given.client(Role.APP).customers().get("c-" + customers).preferences();
    }
}
