package dev.heed.tally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.model.Per;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The summary says what a slow count of the log says. */
class TallyTest {
    private static final List<String> TOPICS = List.of("offers", "newsletter", "events");
    private static final List<String> PURPOSES = List.of("recommendations");
    /** In the week in which Europe's clocks go forward, shortly before midnight UTC. */
    private static final Instant MARCH = Instant.parse("2026-03-26T23:59:59.500Z");

    private final TestClock clock = new TestClock(MARCH);
    private Given given;

    @AfterEach
    void stop() {
        given.close();
    }

    private Asking asking(String path) {
        return new Asking(given.http(), given.url(), "GET", path).as(given.key(Role.COMPLIANCE));
    }

    private JsonNode summary(String query) {
        var answer = asking("/v1/compliance/summary" + query).send();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private List<JsonNode> log() {
        var records = new ArrayList<JsonNode>();
        asking("/v1/consent-log").with("Accept", "application/x-ndjson").send().text().lines().map(line -> dev.heed.store.Json.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .filter(line -> line.has("recordedAt")).forEach(records::add);
        return records;
    }

    /** A customer gives, refuses or takes back something, perhaps some time ago. */
    private void chooseSomething(Random random) {
        given.client(Role.APP).customers().get("c-" + random.nextInt(12)).preferences().change(choice -> {
            var made = clock.instant().minusMillis((long) Math.exp(random.nextDouble() * 17));
            var topic = TOPICS.get(random.nextInt(TOPICS.size()));
            switch (random.nextInt(8)) {
                case 0 -> choice.madeAt(made).purpose(PURPOSES.get(0)).allow();
                case 1 -> choice.madeAt(made).purpose(PURPOSES.get(0)).refuse();
                case 2, 3, 4 -> choice.madeAt(made).topic(topic).allow();
                case 5, 6 -> choice.madeAt(made).topic(topic).refuse();
                default -> choice.madeAt(made).topic(topic).unset();
            }
        });
    }

    @Test
    void whateverHappenedTheSummaryIsWhatASlowCountOfTheLogFinds() {
        given = Given.server(Map.of("HEED_CUSTOMER_WRITES", "10000/10"), clock);
        var random = new Random(7);
        for (int i = 0; i < 160; i++) {
            chooseSomething(random);
            clock.pass(Duration.ofMinutes(random.nextInt(300)));
            if (i == 60 || i == 61 || i == 130) {
                summary("");    // counts in between: what was counted is not counted again
            }
        }
        var end = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
        for (var from : List.of(LocalDate.parse("2026-03-20"), LocalDate.parse("2026-03-29"), LocalDate.parse("2026-04-10"), end)) {
            for (var to : List.of(end, end.minusDays(3))) {
                if (!from.isAfter(to)) {
                    var summary = summary("?from=" + from + "&to=" + to);
                    var recount = new Recount(log(), from, to);
                    assertThat(Recount.settings(summary)).as(from + " to " + to).isEqualTo(recount.settings()).isNotEmpty();
                    delaysAgree(summary.get("withdrawals"), recount.delays());
                    assertThat(summary.get("ledger").get("counted").longValue()).isEqualTo(log().size()).isEqualTo(summary.get("ledger").get("treeSize").longValue());
                }
            }
        }
        assertThat(new Recount(log(), LocalDate.parse("2026-03-20"), end).delays()).as("there is something to find").hasSizeGreaterThan(20);
    }

    private static void delaysAgree(JsonNode withdrawals, List<Long> delays) {
        assertThat(withdrawals.get("records").longValue()).isEqualTo(delays.size());
        long days = 0;
        for (var day : withdrawals.get("days")) {
            days += day.get("records").longValue();
        }
        assertThat(days).isEqualTo(delays.size());
        for (int percent : new int[] {50, 95}) {
            var found = withdrawals.get("toEffect").path("p" + percent + "Millis");
            if (delays.isEmpty()) {
                assertThat(found.isMissingNode()).isTrue();
            } else {
                long exact = delays.get((int) Math.ceil(delays.size() * percent / 100.0) - 1);
                assertThat(found.longValue()).isBetween(exact, exact + exact / 64 + 1);
            }
        }
    }

    @Test
    void aDayEndsAtMidnightUtc() {
        given = Given.server(Map.of(), clock);
        given.client(Role.APP).customers().get("c-1").preferences().change(choice -> choice.topic("offers").allow());
        clock.pass(Duration.ofMillis(499));
        given.client(Role.APP).customers().get("c-2").preferences().change(choice -> choice.topic("offers").allow());
        clock.pass(Duration.ofMillis(1));
        given.client(Role.APP).customers().get("c-3").preferences().change(choice -> choice.topic("offers").allow());
        assertThat(summary("?from=2026-03-26&to=2026-03-27").get("settings").get(0).get("days").toString()).isEqualTo(
            "[{\"day\":\"2026-03-26\",\"records\":{\"given\":2},\"standing\":{\"given\":2}},{\"day\":\"2026-03-27\",\"records\":{\"given\":1},\"standing\":{\"given\":3}}]");
        assertThat(summary("?from=2026-03-27").get("settings").get(0).get("opening").toString()).isEqualTo("{\"given\":2}");
    }

    @Test
    void contactsCountOnceTheyAreSettledAndEachReasonByItself() {
        var noon = new TestClock(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(11)));    // in the evening there are quiet hours besides
        given = Given.server(Map.of(), noon);
        given.client(Role.APP).customers().get("c-1").preferences().change(choice -> choice.atMost(1, Per.WEEK).topic("offers").allow());
        given.client(Role.APP).customers().get("c-2").preferences().change(choice -> choice.channel("email").refuse().and().atMost(1, Per.WEEK));
        var sender = given.client(Role.SENDER).decisions();
        var held = sender.reserve("c-1", "email", "offers").getReservation().getContactId();
        assertThat(summary("").get("contacts").get("sent").longValue()).as("only held yet").isZero();
        sender.reserve("c-1", "text", "rental_reminders");
        sender.reserve("c-1", "text", "rental_reminders");
        sender.reserve("c-1", "push", "product_care");
        sender.reserve("c-2", "email", "rental_reminders");
        assertThat(reasons(summary(""))).as("behind a place that is still held").isEqualTo(Map.of("frequency_cap", 2L, "channel_refused", 1L));

        given.client(Role.SENDER).contacts().confirm(held);
        given.client(Role.SENDER).contacts().release(sender.reserve("c-3", "email", "rental_reminders").getReservation().getContactId());
        given.client(Role.SENDER).contacts().record("c-4", "email", "order_updates", noon.instant().minus(Duration.ofDays(3)));
        for (int again = 0; again < 3; again++) {
            var contacts = summary("").get("contacts");
            assertThat(reasons(summary(""))).isEqualTo(Map.of("frequency_cap", 2L, "channel_refused", 1L));
            assertThat(contacts.get("sent").longValue()).isEqualTo(2);
            assertThat(contacts.get("withheld").longValue()).isEqualTo(3);
            assertThat(contacts.get("released").longValue()).isEqualTo(1);
            assertThat(contacts.get("days")).as("one was sent three days ago").hasSize(2);
        }
    }

    private static Map<String, Long> reasons(JsonNode summary) {
        var reasons = new java.util.TreeMap<String, Long>();
        summary.get("contacts").get("reasons").forEach(reason -> reasons.put(reason.get("code").textValue(), reason.get("contacts").longValue()));
        return reasons;
    }

    @Test
    void manyWhoAskAtOnceCountNothingTwice() {
        given = Given.server();
        Given.fill(given.app(), Given.SHOP, 400);
        var answers = Given.together(8, () -> summary("").get("settings").get(0).get("days").get(0).get("records").get("given").longValue());
        assertThat(answers).containsOnly(400L);
    }

    @Test
    void whatWasCountedOutlivesARestart() {
        given = Given.server();
        Given.fill(given.app(), Given.SHOP, 20);
        var before = summary("");
        given.restart();
        assertThat(summary("").get("settings")).isEqualTo(before.get("settings"));
    }

    @Test
    void aPeriodThatIsNoneIsRefusedWithWhatIsWrong() {
        given = Given.server(Map.of(), clock);
        Map.of("?from=2026-03-27", "query/from", "?to=2026-03-27", "query/to", "?from=2025-02-19", "query/from", "?to=2026-02-29", "query/to", "?from=yesterday", "query/from")
            .forEach((query, pointer) -> {
                var answer = asking("/v1/compliance/summary" + query).send();
                assertThat(answer.status()).as(query).isEqualTo(400);
                assertThat(answer.pointers()).as(query).containsExactly(pointer);
            });
        assertThat(summary("?from=2025-02-20").get("from").textValue()).isEqualTo("2025-02-20");
        assertThat(summary("").get("from").textValue()).isEqualTo("2026-02-25");
    }
}
