package dev.heed.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.access.Role;
import dev.heed.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what customers say. */
class FeedbackTest {
    private Shop shop;

    @BeforeEach
    void start() {
        shop = new Shop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private JsonNode list(String query) {
        return shop.get("/v1/feedback" + query).json();
    }

    @Test
    void feedbackIsListedWithItsContactNewestFirstAndCounted() {
        var customer = shop.customer();
        var contact = shop.send(customer, "email", "offers");
        shop.say(customer, contact, "too_often");
        shop.pass(Duration.ofMinutes(1));
        shop.say(customer, contact, "too_often");
        shop.pass(Duration.ofMinutes(1));
        shop.post("/v1/customers/" + customer + "/feedback", "{\"verdict\":\"wrong_tone\",\"comment\":\"Please, less cheer.\"}");

        var page = list("");
        assertThat(page.get("items")).hasSize(3);
        var newest = page.get("items").get(0);
        assertThat(newest.get("customerId").textValue()).isEqualTo(customer);
        assertThat(newest.get("comment").textValue()).isEqualTo("Please, less cheer.");
        assertThat(newest.has("contactId") || newest.has("channel") || newest.has("topic")).isFalse();
        var oldest = page.get("items").get(2);
        assertThat(oldest.get("contactId").textValue()).isEqualTo(contact);
        assertThat(oldest.get("channel").textValue()).isEqualTo("email");
        assertThat(oldest.get("topic").textValue()).isEqualTo("offers");
        assertThat(oldest.get("at").textValue()).isEqualTo("2026-11-16T10:00:00.000Z");
        assertThat(page.get("counts").toString()).isEqualTo("[{\"verdict\":\"wrong_tone\",\"count\":1},{\"topic\":\"offers\",\"channel\":\"email\",\"verdict\":\"too_often\",\"count\":2}]");
    }

    @Test
    void pagesLeaveNothingOutAndRepeatNothingThoughAllWasSaidAtOnce() {
        var said = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            said.add(0, shop.say("c-7", "", "welcome").json().get("feedbackId").textValue());
        }
        var read = new ArrayList<String>();
        var query = "?limit=3";
        while (!query.isEmpty()) {
            var page = list(query);
            page.get("items").forEach(item -> read.add(item.get("feedbackId").textValue()));
            assertThat(page.get("counts").get(0).get("count").longValue()).isEqualTo(7);
            query = page.has("next") ? "?limit=3&cursor=" + page.get("next").textValue() : "";
        }
        assertThat(read).isEqualTo(said);
    }

    @Test
    void nothingChangesUntilASuggestionIsApplied() {
        var customer = shop.customer();
        var contact = shop.send(3, Duration.ofDays(1), customer, "email", "offers");
        var before = shop.read(customer);
        for (var verdict : Verdict.values()) {
            shop.say(customer, contact, verdict.id());
            shop.say(customer, "", verdict.id());
        }
        assertThat(shop.read(customer)).isEqualTo(before);
        assertThat(shop.against(customer, "email", "offers")).isEmpty();
    }

    @Test
    void aContactOfAnotherCustomerOrBrandIsAsUnknownAsNone() {
        var contact = shop.send(shop.customer(), "email", "offers");
        shop.given().brand("other");
        var other = shop.requests().ask("POST", "/v1/customers/c-101/feedback").as(shop.given().key("other", Role.APP))
            .body("application/json", "{\"verdict\":\"welcome\",\"contactId\":\"" + contact + "\"}").send();
        for (var answer : List.of(other, shop.say(shop.customer(), contact, "welcome"), shop.say("c-never", "019a8c2e-7b1d-7a52-9c41-0b1f6f1f2a3c", "welcome"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.kind()).isEqualTo("not_found");
            assertThat(answer.pointers()).containsExactly("/contactId");
        }
        assertThat(list("").get("items")).isEmpty();
        shop.say("c-1", "", "welcome");
        assertThat(shop.requests().ask("GET", "/v1/feedback").as(shop.given().key("other", Role.APP)).send().json().get("items")).isEmpty();
    }

    @Test
    void aCustomerSpeaksForNobodyElse() {
        var token = shop.requests().customerToken();
        var body = "{\"verdict\":\"welcome\"}";
        assertThat(shop.requests().ask("POST", "/v1/customers/c-1/feedback").as(token).body("application/json", body).send().status()).isEqualTo(201);
        assertThat(shop.requests().ask("POST", "/v1/customers/c-2/feedback").as(token).body("application/json", body).send().status()).isEqualTo(404);
        assertThat(list("").get("items")).hasSize(1);
    }

    @Test
    void everyFaultOfARequestIsNamedAndNothingIsKept() {
        var answer = shop.post("/v1/customers/c-1/feedback", "{\"verdict\":\"meh\",\"contactId\":\"1-1-1-1-1\",\"comment\":\"" + "x".repeat(1001) + "\",\"mood\":1}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).contains("/verdict", "/contactId", "/comment", "/mood");
        assertThat(list("").get("items")).isEmpty();
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndIsKeptOnce() {
        var customer = shop.customer();
        var contact = shop.send(3, Duration.ofDays(1), customer, "email", "offers");
        var path = "/v1/customers/" + customer + "/feedback";
        var body = "{\"verdict\":\"too_often\",\"contactId\":\"" + contact + "\"}";
        var first = shop.requests().ask("POST", path).as(shop.given().key(Role.APP)).with("Idempotency-Key", "\"one\"").body("application/json", body).send();
        shop.pass(Duration.ofHours(1));
        var again = shop.requests().ask("POST", path).as(shop.given().key(Role.APP)).with("Idempotency-Key", "\"one\"").body("application/json", body).send();
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(first.json().get("suggestions")).isNotEmpty();
        assertThat(list("").get("items")).hasSize(1);
    }

    @Test
    void whatIsOlderThanItIsKeptIsForgottenALittleAtATime() {
        for (int i = 0; i < 3; i++) {
            shop.say("c-7", "", "welcome");
        }
        var database = shop.given().app().database();
        // Ids tell the real time.
        var now = Instant.now();
        assertThat(database.<Integer>write(tx -> new FeedbackTable().forget(tx, Ids.first(now.minus(Duration.ofDays(1))), 10))).isZero();
        assertThat(database.<Integer>write(tx -> new FeedbackTable().forget(tx, Ids.first(now.plus(Duration.ofDays(1))), 2))).isEqualTo(2);
        assertThat(list("").get("items")).hasSize(1);
    }
}
