package dev.heed.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.choice.Choices;
import dev.heed.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a customer who says something may expect to be offered. */
class SuggestionsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static Shop shop;

    @BeforeAll
    static void start() {
        shop = new Shop();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static List<String> labels(String customer, String contact, String verdict) {
        return labels(shop, customer, contact, verdict);
    }

    private static List<String> labels(Shop shop, String customer, String contact, String verdict) {
        return shop.suggested(customer, contact, verdict).stream().map(Shop.Suggested::label).toList();
    }

    private static String patch(String customer, String contact, String verdict, String label) {
        return shop.suggested(customer, contact, verdict).stream().filter(suggested -> suggested.label().equals(label)).findFirst().orElseThrow().patch().toString();
    }

    @Test
    void threeEmailsAWeekAreAnsweredWithAtMostOne() {
        var customer = shop.customer();
        var contact = shop.send(3, DAY, customer, "email", "offers");
        assertThat(shop.against(customer, "email", "offers")).isEmpty();

        assertThat(labels(customer, contact, "too_often"))
            .containsExactly("By E-mail at most one a week", "About Offers at most one a week", "Nothing for 30 days", "Nothing about Offers");
        var patch = patch(customer, contact, "too_often", "By E-mail at most one a week");
        assertThat(patch).isEqualTo("{\"channels\":{\"email\":{\"frequency\":{\"max\":1,\"per\":\"week\"}}}}");

        assertThat(shop.change(customer, patch).status()).isEqualTo(200);
        assertThat(shop.against(customer, "email", "offers")).containsExactly("frequency_cap");
    }

    @Test
    void fewAWeekButManyAMonthAreAnsweredWithACapByTheMonth() {
        var customer = shop.customer();
        var contact = shop.send(4, Duration.ofDays(7), customer, "email", "offers");
        assertThat(labels(customer, contact, "too_often")).contains("By E-mail at most 2 a month", "About Offers at most 2 a month");
    }

    @Test
    void oneMessageIsNotAnsweredWithACap() {
        var customer = shop.customer();
        var contact = shop.send(customer, "email", "offers");
        assertThat(labels(customer, contact, "too_often")).containsExactly("Nothing for 30 days", "Nothing about Offers");
    }

    @Test
    void withoutAContactTheCapIsOverAllChannelsAndBelowWhatCame() {
        var customer = shop.customer();
        shop.send(3, Duration.ofHours(1), customer, "email", "offers");
        shop.send(3, Duration.ofHours(1), customer, "push", "events");
        shop.send(5, Duration.ofHours(1), customer, "email", "order_updates");
        assertThat(labels(customer, "", "too_often")).containsExactly("At most 3 a week, all channels together", "Nothing for 30 days");
    }

    @Test
    void whatHoldsAlreadyOrWouldLetMoreThroughIsNotSuggested() {
        var customer = shop.customer();
        var contact = shop.send(8, Duration.ofHours(2), customer, "email", "offers");
        shop.change(customer, "{\"channels\":{\"email\":{\"frequency\":{\"max\":2,\"per\":\"week\"}}},\"topics\":{\"offers\":{\"frequency\":{\"max\":1,\"per\":\"month\"}}}}");
        assertThat(labels(customer, contact, "too_often")).containsExactly("By E-mail at most one a week", "Nothing for 30 days", "Nothing about Offers");

        shop.change(customer, "{\"frequency\":{\"max\":1,\"per\":\"month\"},\"paused\":{\"until\":\"2027-12-01T00:00:00Z\"}}");
        assertThat(labels(customer, contact, "too_often")).containsExactly("Nothing about Offers");

        shop.change(customer, "{\"stopped\":true}");
        assertThat(labels(customer, contact, "too_often")).isEmpty();
        assertThat(labels(customer, "", "too_often")).isEmpty();
    }

    @Test
    void anEssentialMessageIsNeitherCappedNorRefused() {
        var customer = shop.customer();
        var contact = shop.send(6, DAY, customer, "email", "order_updates");
        assertThat(labels(customer, contact, "too_often")).isEmpty();
        assertThat(labels(customer, contact, "not_relevant")).containsExactly("Nothing about Orders and delivery by E-mail");
    }

    @Test
    void aRefusedTopicOrChannelIsNotRefusedAgain() {
        var customer = shop.customer();
        var contact = shop.send(3, DAY, customer, "email", "newsletter");
        assertThat(labels(customer, contact, "not_relevant")).containsExactly("Nothing about Newsletter", "Nothing about Newsletter by E-mail");
        shop.change(customer, "{\"topics\":{\"newsletter\":{\"channels\":{\"push\":false}}}}");
        assertThat(labels(customer, contact, "not_relevant")).containsExactly("Nothing about Newsletter");
        assertThat(labels(customer, contact, "wrong_channel")).isEmpty();
        shop.change(customer, "{\"topics\":{\"newsletter\":{\"allowed\":false}}}");
        assertThat(labels(customer, contact, "not_relevant")).isEmpty();
        assertThat(labels(customer, "", "not_relevant")).isEmpty();
    }

    @Test
    void theWrongToneIsAnsweredWithEveryOther() {
        var customer = shop.customer();
        shop.change(customer, "{\"tone\":\"expert\"}");
        assertThat(labels(customer, "", "wrong_tone")).containsExactly("In the tone Plain", "In the tone Friendly", "In the tone Playful");
    }

    @Test
    void theWrongTimeIsAnsweredWithFewerHoursThatDoNotHoldIt() {
        try (var monday = new Shop()) {
            var customer = monday.customer();
            var contact = monday.send(customer, "text", "offers");
            assertThat(monday.suggested(customer, contact, "wrong_time").get(0)).isEqualTo(new Shop.Suggested("By Text message only on weekdays from 17:00 to 20:00", Json.read(
                "{\"channels\":{\"text\":{\"contactHours\":[{\"days\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"],\"from\":\"17:00\",\"to\":\"20:00\"}]}}}".getBytes(UTF_8))));
            assertThat(labels(monday, customer, "", "wrong_time")).containsExactly("Only on weekdays from 17:00 to 20:00", "Only on Saturdays from 09:00 to 12:00");
            monday.pass(Duration.ofHours(7));
            assertThat(labels(monday, customer, monday.send(customer, "text", "offers"), "wrong_time")).containsExactly("By Text message only on Saturdays from 09:00 to 12:00");

            monday.change(customer, "{\"contactHours\":[{\"days\":[\"mon\",\"sat\"],\"from\":\"08:00\",\"to\":\"18:00\"}]}");
            assertThat(labels(monday, customer, "", "wrong_time")).containsExactly("Only on Saturdays from 09:00 to 12:00");
            monday.change(customer, "{\"contactHours\":[{\"days\":[\"sun\"],\"from\":\"20:00\",\"to\":\"08:00\"}]}");
            assertThat(labels(monday, customer, "", "wrong_time")).isEmpty();
            assertThat(labels(monday, customer, contact, "wrong_time")).isEmpty();
        }
    }

    @Test
    void theWrongChannelIsAnsweredWithTheOthersOfTheTopic() {
        var customer = shop.customer();
        var contact = shop.send(customer, "text", "offers");
        shop.change(customer, "{\"preferredChannel\":\"push\",\"channels\":{\"messenger\":{\"allowed\":false}}}");
        assertThat(labels(customer, contact, "wrong_channel")).containsExactly("Nothing about Offers by Text message", "By E-mail first");
        assertThat(shop.change(customer, patch(customer, contact, "wrong_channel", "Nothing about Offers by Text message")).status()).isEqualTo(200);
        assertThat(shop.against(customer, "text", "offers")).contains("topic_channel_refused");
        assertThat(shop.against(customer, "email", "offers")).isEmpty();
    }

    @Test
    void whatIsAppliedBindsTheVeryNextDecision() {
        for (var applied : List.of("too_often/About Offers at most one a week/frequency_cap", "too_often/Nothing for 30 days/paused", "not_relevant/Nothing about Offers/topic_refused",
                "not_relevant/Nothing about Offers by App notification/topic_channel_refused", "wrong_time/By App notification only on Saturdays from 09:00 to 12:00/contact_hours")) {
            try (var monday = new Shop()) {
                var words = applied.split("/");
                var customer = monday.customer();
                var contact = monday.send(3, DAY, customer, "push", "offers");
                assertThat(monday.against(customer, "push", "offers")).isEmpty();
                var suggested = monday.suggested(customer, contact, words[0]).stream().filter(one -> one.label().equals(words[1])).findFirst().orElseThrow();
                assertThat(monday.change(customer, suggested.patch().toString()).status()).isEqualTo(200);
                assertThat(monday.against(customer, "push", "offers")).as(applied).contains(words[2]);
                assertThat(monday.against(customer, "push", "order_updates")).isEqualTo(words[2].equals("contact_hours") ? List.of("contact_hours") : List.of());
            }
        }
    }

    @Test
    void whatIsWelcomeNeedsNoChange() {
        var customer = shop.customer();
        assertThat(labels(customer, shop.send(customer, "email", "offers"), "welcome")).isEmpty();
    }

    @Test
    void theBrandsOwnCapsAndQuietHoursAreNotSuggestedBack() {
        try (var strict = new Shop()) {
            var catalog = Given.catalog();
            catalog.set("policy", Json.read(("{\"caps\":[{\"max\":1,\"per\":\"week\",\"channel\":\"email\"}],"
                + "\"quietHours\":[{\"days\":[\"sat\"],\"from\":\"00:00\",\"to\":\"24:00\"}]}").getBytes(UTF_8)));
            assertThat(strict.requests().ask("PUT", "/v1/catalog").as(strict.given().key(Role.ADMIN)).body("application/json", catalog.toString()).send().status()).isEqualTo(200);
            var customer = strict.customer();
            var contact = strict.send(3, DAY, customer, "email", "offers");
            assertThat(strict.suggested(customer, contact, "too_often").stream().map(Shop.Suggested::label)).contains("By E-mail at most one a month").doesNotContain("By E-mail at most one a week");
            assertThat(strict.suggested(customer, "", "wrong_time").stream().map(Shop.Suggested::label)).containsExactly("Only on weekdays from 17:00 to 20:00");
        }
    }

    @Test
    void aContactOfWhatTheBrandNoLongerOffersIsAnsweredWithWhatItDoes() {
        try (var changing = new Shop()) {
            var customer = changing.customer();
            var contact = changing.send(2, DAY, customer, "email", "offers");
            var catalog = Json.read(Given.catalog().toString().getBytes(UTF_8));
            for (var topics = catalog.get("topics").elements(); topics.hasNext();) {
                if (topics.next().get("id").textValue().equals("offers")) {
                    topics.remove();
                }
            }
            assertThat(changing.requests().ask("PUT", "/v1/catalog").as(changing.given().key(Role.ADMIN)).body("application/json", catalog.toString()).send().status()).isEqualTo(200);
            for (var verdict : Verdict.values()) {
                assertThat(changing.say(customer, contact, verdict.id()).status()).isEqualTo(201);
                changing.suggested(customer, contact, verdict.id()).forEach(suggested -> assertThat(changing.change(customer, suggested.patch().toString()).status()).isEqualTo(200));
            }
        }
    }

    @Test
    void everySuggestionCanBeAppliedChangesJustWhatItSaysAndIsNotMadeTwice() {
        for (var settings : List.of("{}", "{\"relationship\":\"family\"}", "{\"stopped\":true,\"channels\":{\"text\":{\"allowed\":false}}}",
                "{\"frequency\":{\"max\":1,\"per\":\"day\"},\"contactHours\":[{\"days\":[\"sat\",\"mon\"],\"from\":\"08:00\",\"to\":\"21:00\"}],\"tone\":\"playful\",\"preferredChannel\":\"email\"}")) {
            var customer = shop.customer();
            var contacts = new ArrayList<String>(List.of(""));
            for (var sent : List.of("text offers", "voice rental_reminders", "email order_updates")) {
                contacts.add(shop.send(4, Duration.ofHours(7), customer, sent.split(" ")[0], sent.split(" ")[1]));
            }
            assertThat(shop.change(customer, settings).status()).isEqualTo(200);
            for (var contact : contacts) {
                for (var verdict : Verdict.values()) {
                    shop.suggested(customer, contact, verdict.id()).forEach(suggested -> tried(customer, contact, verdict, suggested));
                }
            }
        }
    }

    private static void tried(String customer, String contact, Verdict verdict, Shop.Suggested suggested) {
        var before = shop.read(customer);
        var answer = shop.change(customer, suggested.patch().toString());
        assertThat(answer.status()).as(suggested + ": " + answer.text()).isEqualTo(200);
        assertThat(answer.json().get("version").longValue()).as(suggested.toString()).isEqualTo(before.get("version").longValue() + 1);
        assertThat(Choices.of((ObjectNode) answer.json().get("chosen"))).isEqualTo(Choices.of((ObjectNode) before.get("chosen")).patched((ObjectNode) suggested.patch()));
        assertThat(shop.suggested(customer, contact, verdict.id())).doesNotContain(suggested);
        shop.revert(customer, before.get("version").longValue());
    }
}
