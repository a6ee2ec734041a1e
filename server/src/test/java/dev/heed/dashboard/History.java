package dev.heed.dashboard;

import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.model.Per;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Some busy weeks of a shop, the same each time but for their dates. */
final class History {
    private static final List<String> TOPICS = List.of("offers", "offers", "newsletter", "events", "new_arrivals");
    private static final List<String> PURPOSES = List.of("recommendations", "usage_analytics");

    private History() {}

    /** Lives 26 days, one after the other. */
    static void live(Given given, TestClock clock) {
        var random = new Random(11);
        for (int day = 0; day < 26; day++) {
            for (int i = 0; i < 3 + random.nextInt(5); i++) {
                choose(given, clock, random, day);
            }
            for (int i = 0; i < 1 + random.nextInt(2); i++) {
                send(given, random);
            }
            clock.pass(Duration.ofDays(1));
        }
        for (int i = 0; i < 12; i++) {
            new Asking(given.http(), given.url(), "GET", "/v1/consent-log?status=withdrawn").with("Accept", i % 2 == 0 ? "text/csv" : "application/x-ndjson").as(given.key(Role.COMPLIANCE)).send();
        }
    }

    private static void choose(Given given, TestClock clock, Random random, int day) {
        given.client(Role.APP).customers().get("c-" + random.nextInt(20 + 3 * day)).preferences().change(choice -> {
            var made = choice.madeAt(clock.instant().minusMillis((long) Math.exp(random.nextDouble() * 16))).atMost(1 + random.nextInt(2), Per.WEEK);
            boolean yes = random.nextInt(100) < 68;
            var purpose = PURPOSES.get(random.nextInt(2));
            var topic = TOPICS.get(random.nextInt(TOPICS.size()));
            switch (random.nextInt(3) + (yes ? 0 : 3)) {
                case 0 -> made.purpose(purpose).allow();
                case 1, 2 -> made.topic(topic).allow();
                case 3 -> made.purpose(purpose).refuse();
                default -> made.topic(topic).refuse();
            }
        });
    }

    private static void send(Given given, Random random) {
        var sender = given.client(Role.SENDER);
        var decision = sender.decisions().reserve("c-" + random.nextInt(20), "email", random.nextBoolean() ? "offers" : "newsletter");
        if (decision.getReservation() != null) {
            sender.contacts().confirm(decision.getReservation().getContactId());
        }
    }
}
