package dev.heed.decision;

import static dev.heed.decision.Sender.codes;
import static dev.heed.decision.Sender.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One question before each contact, the same for every sender. */
class DecisionTest {
    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
    private static Given given;
    private static Sender sender;

    @BeforeAll
    static void start() {
        given = Given.server(Map.of("HEED_CUSTOMER_WRITES", "900000/1"), CLOCK);
        sender = new Sender(given);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    @Test
    void ofManySendersWhoWantTheLastPlaceExactlyOneGetsIt() {
        for (int run = 0; run < 5; run++) {
            var customer = "last-place-" + run;
            sender.choose(customer, "{\"frequency\":{\"max\":1,\"per\":\"week\"}}");

            var answers = Given.together(64, () -> sender.reserve(customer, "email", "product_care"));

            assertThat(answers).filteredOn(answer -> answer.get("decision").textValue().equals("allow")).hasSize(1).allMatch(answer -> answer.has("reservation"));
            assertThat(answers).filteredOn(answer -> answer.get("decision").textValue().equals("deny")).hasSize(63)
                .allMatch(answer -> codes(answer).equals("frequency_cap") && !answer.has("reservation"));
        }
    }

    @Test
    void aChoiceThatWasAnsweredBindsTheVeryNextDecisionFromAnyConnection() throws Exception {
        int customers = 8;
        var done = new AtomicBoolean();
        var noise = Executors.newFixedThreadPool(4);
        try {
            // Others ask all the while, so that the choice is read at every stage of its being written.
            for (int i = 0; i < 4; i++) {
                noise.submit(() -> {
                    for (int n = 0; !done.get(); n++) {
                        sender.decide("race-" + n % customers, "email", "product_care");
                    }
                });
            }
            var next = new java.util.concurrent.atomic.AtomicInteger();
            var wrong = Given.together(customers, () -> {
                var customer = "race-" + next.getAndIncrement();
                int wrongs = 0;
                for (int n = 0; n < 300; n++) {
                    boolean allow = n % 2 == 1;
                    sender.choose(customer, "{\"topics\":{\"product_care\":{\"allowed\":" + allow + "}}}");
                    wrongs += sender.decide(customer, "email", "product_care").get("decision").textValue().equals(allow ? "allow" : "deny") ? 0 : 1;
                }
                return wrongs;
            });
            assertThat(wrong).hasSize(customers).containsOnly(0);
        } finally {
            done.set(true);
            noise.shutdown();
        }
    }

    @Test
    void aPlaceThatWasReleasedIsTakenByTheNext() {
        sender.choose("released", "{\"frequency\":{\"max\":1,\"per\":\"week\"}}");
        var first = sender.reserve("released", "email", "product_care");
        assertThat(codes(sender.decide("released", "push", "product_care"))).isEqualTo("frequency_cap");

        assertThat(sender.settle(first, "release").json().get("state").textValue()).isEqualTo("released");
        assertThat(sender.settle(first, "release").status()).as("once more").isEqualTo(200);

        assertThat(sender.decide("released", "push", "product_care").get("decision").textValue()).isEqualTo("allow");
        assertThat(sender.settle(first, "confirm").kind()).isEqualTo("conflict");
    }

    @Test
    void aReservationThatIsNotConfirmedInTimeIsReleasedByTheClock() {
        sender.choose("lapsed", "{\"frequency\":{\"max\":1,\"per\":\"week\"}}");
        var reserved = sender.reserve("lapsed", "email", "product_care");
        var denied = sender.decide("lapsed", "email", "product_care");
        assertThat(denied.get("allowedFrom")).isEqualTo(reserved.get("reservation").get("expiresAt"));

        CLOCK.pass(Duration.ofMinutes(15).minusMillis(1));
        assertThat(sender.decide("lapsed", "email", "product_care").get("decision").textValue()).isEqualTo("deny");
        CLOCK.pass(Duration.ofMillis(1));
        assertThat(sender.decide("lapsed", "email", "product_care").get("decision").textValue()).isEqualTo("allow");
        assertThat(sender.settle(reserved, "confirm").kind()).isEqualTo("conflict");
        assertThat(sender.contacts("lapsed").get(0).get("state").textValue()).isEqualTo("released");
    }

    @Test
    void aConfirmedContactCountsFromTheMomentItWasMade() {
        sender.choose("confirmed", "{\"frequency\":{\"max\":1,\"per\":\"day\"}}");
        var reserved = sender.reserve("confirmed", "email", "product_care");
        CLOCK.pass(Duration.ofMinutes(10));
        var sent = sender.settle(reserved, "confirm").json();
        assertThat(sent.get("state").textValue()).isEqualTo("sent");
        assertThat(sender.settle(reserved, "confirm").json()).as("once more").isEqualTo(sent);
        assertThat(sender.settle(reserved, "release").kind()).isEqualTo("conflict");

        assertThat(sender.decide("confirmed", "email", "product_care").get("allowedFrom").textValue())
            .isEqualTo(CLOCK.instant().plus(Duration.ofDays(1)).toString().replace("Z", ".000Z"));
    }

    @Test
    void theSameIdempotencyKeyHoldsOnePlaceHoweverOftenItComes() {
        sender.choose("retried", "{\"frequency\":{\"max\":2,\"per\":\"week\"}}");
        var question = question("retried", "email", "product_care").put("reserve", true).toString();

        var answers = IntStream.range(0, 3).mapToObj(i -> sender.ask(question, "the-same").json()).toList();

        assertThat(answers).containsOnly(answers.get(0));
        assertThat(sender.contacts("retried")).hasSize(1);
        assertThat(sender.reserve("retried", "email", "product_care").get("decision").textValue()).isEqualTo("allow");
        assertThat(sender.reserve("retried", "email", "product_care").get("decision").textValue()).isEqualTo("deny");
    }

    @Test
    void whatTheCatalogDoesNotHaveIsTheCallersMistake() {
        var unknown = sender.ask("{\"customerId\":\"c-1\",\"channel\":\"emial\",\"topic\":\"ofers\",\"purposes\":[\"customer_car\"]}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.pointers()).containsExactly("/channel", "/topic", "/purposes/0");
        assertThat(unknown.text()).contains("did you mean email?", "did you mean offers?", "did you mean customer_care?");
        assertThat(sender.ask("{\"customerId\":\"c-1\",\"channel\":\"post\",\"topic\":\"offers\"}").pointers()).as("offers do not come by post").containsExactly("/channel");
        assertThat(sender.ask("{\"customerId\":\"c-1\",\"channel\":\"voice\",\"topic\":\"events\"}").pointers()).as("who would call?").containsExactly("/caller");
        assertThat(sender.ask("{\"customerId\":\"c-1\",\"channel\":\"email\",\"topic\":\"offers\",\"caller\":\"human\"}").pointers()).containsExactly("/caller");
    }

    @Test
    void aPlaceIsHeldNowOrNotAtAll() {
        var later = sender.ask("{\"customerId\":\"later\",\"channel\":\"email\",\"topic\":\"product_care\",\"at\":\"2026-07-01T00:00:00Z\",\"reserve\":true}");

        assertThat(later.status()).isEqualTo(400);
        assertThat(later.pointers()).containsExactly("/at");
        assertThat(sender.contacts("later")).isEmpty();
    }

    @Test
    void anotherMomentIsAskedAboutAsThingsAreNow() {
        sender.choose("moments", "{\"paused\":{\"until\":\"2026-06-20T00:00:00Z\"}}");

        assertThat(codes(sender.ask(question("moments", "email", "product_care").put("at", "2026-06-19T23:59:59.999Z").toString()).json())).isEqualTo("paused");
        assertThat(codes(sender.ask(question("moments", "email", "product_care").put("at", "2026-06-20T00:00:00Z").toString()).json())).isEmpty();
    }

    @Test
    void theStyleIsTheSameOnEachChannelAndAlternativesBeginWithThePreferred() {
        sender.choose("styled", "{\"tone\":\"playful\",\"language\":\"de\",\"relationship\":\"family\",\"preferredChannel\":\"messenger\",\"topics\":{\"product_care\":{\"channels\":{\"email\":false}}}}");

        var email = sender.decide("styled", "email", "product_care");
        var push = sender.decide("styled", "push", "product_care");

        assertThat(codes(email)).isEqualTo("topic_channel_refused");
        assertThat(email.get("alternatives").toString()).isEqualTo("[\"messenger\",\"push\"]");
        assertThat(email.get("style")).isEqualTo(push.get("style"));
        assertThat(email.get("style").toString()).contains("\"tone\":\"playful\"", "\"language\":\"de\"", "\"relationship\":\"family\"");
        assertThat(email.get("onOverflow").textValue()).isEqualTo("hold");
        assertThat(email.get("basis").get("preferencesVersion").longValue()).isEqualTo(1);
        assertThat(email.get("basis").get("treeSize").longValue()).isPositive();
    }

    @Test
    void whatWasHeldBackIsShownToTheCustomerWithItsReasonAndOnceOnly() {
        sender.choose("told", "{\"topics\":{\"product_care\":{\"allowed\":false}}}");
        sender.decide("told", "email", "product_care");
        assertThat(sender.contacts("told")).as("nobody wanted to send").isEmpty();

        sender.reserve("told", "email", "product_care");
        sender.reserve("told", "email", "product_care");

        assertThat(sender.contacts("told")).hasSize(1);
        var withheld = sender.contacts("told").get(0);
        assertThat(withheld.get("times").intValue()).isEqualTo(2);
        assertThat(withheld.get("reasons").toString()).isEqualTo("[\"topic_refused\"]");
        assertThat(withheld.get("explanation").textValue()).startsWith("Not sent: “").endsWith("because you do not want to hear about it.");
        var own = given.client(Role.APP).customers().get("told").mintToken(Duration.ofMinutes(5)).getToken();
        assertThat(sender.asking("GET", "/v1/customers/told/contacts").as(own).send().json().get("items")).isEqualTo(sender.contacts("told"));
    }

    @Test
    void aContactThatWasMadeWithoutAskingTakesAPlace() {
        sender.choose("unasked", "{\"frequency\":{\"max\":1,\"per\":\"week\"}}");

        var made = sender.post("/v1/contacts", question("unasked", "email", "product_care").put("at", "2026-05-31T12:00:00Z").toString()).send();

        assertThat(made.status()).isEqualTo(201);
        assertThat(sender.decide("unasked", "push", "product_care").get("allowedFrom").textValue()).isEqualTo("2026-06-07T12:00:00.000Z");
        assertThat(sender.post("/v1/contacts", question("unasked", "email", "product_care").put("at", "2026-04-01T00:00:00Z").toString()).send().pointers()).containsExactly("/at");
        assertThat(sender.post("/v1/contacts", question("unasked", "email", "product_care").put("at", "2027-04-01T00:00:00Z").toString()).send().pointers()).containsExactly("/at");
    }

    @Test
    void aContactOfOneBrandIsNothingToAnother() {
        given.brand("rival");
        var reserved = sender.reserve("isolated", "email", "product_care");
        var path = "/v1/contacts/" + reserved.get("reservation").get("contactId").textValue();

        for (var verb : new String[] {"/confirm", "/release"}) {
            assertThat(sender.asking("POST", path + verb).as(given.key("rival", Role.SENDER)).send().kind()).isEqualTo("not_found");
        }
        assertThat(sender.asking("GET", "/v1/customers/isolated/contacts").as(given.key("rival", Role.APP)).send().json().get("items")).isEmpty();
        assertThat(sender.settle(reserved, "confirm").status()).isEqualTo(200);
    }

    @Test
    void whatWasReservedAndSentIsThereAfterARestart() {
        try (var own = Given.server(Map.of(), new TestClock(Instant.parse("2026-06-01T12:00:00Z")))) {
            var before = new Sender(own);
            before.choose("c-1", "{\"frequency\":{\"max\":1,\"per\":\"week\"}}");
            before.settle(before.reserve("c-1", "email", "product_care"), "confirm");
            own.restart();
            assertThat(codes(new Sender(own).decide("c-1", "email", "product_care"))).isEqualTo("frequency_cap");
        }
    }

    @Test
    void contactsComeInPagesNewestFirst() {
        for (int i = 0; i < 5; i++) {
            sender.post("/v1/contacts", question("pages", "email", "order_updates").put("at", "2026-05-2" + i + "T12:00:00Z").toString()).send();
        }
        var first = sender.asking("GET", "/v1/customers/pages/contacts?limit=3").as(given.key(Role.APP)).send().json();
        var rest = sender.asking("GET", "/v1/customers/pages/contacts?limit=3&cursor=" + first.get("next").textValue()).as(given.key(Role.APP)).send().json();

        assertThat(first.get("items").findValuesAsText("at")).containsExactly("2026-05-24T12:00:00.000Z", "2026-05-23T12:00:00.000Z", "2026-05-22T12:00:00.000Z");
        assertThat(rest.get("items").findValuesAsText("at")).containsExactly("2026-05-21T12:00:00.000Z", "2026-05-20T12:00:00.000Z");
        assertThat(rest.has("next")).isFalse();
    }
}
