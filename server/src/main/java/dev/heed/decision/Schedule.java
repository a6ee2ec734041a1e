package dev.heed.decision;

import dev.heed.brand.Catalog;
import dev.heed.customer.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Who sends what when in a season: for each topic one sender per channel, as often over all channels as the catalog says to expect. */
final class Schedule {
    private static final double DAYS_A_WEEK = 7;

    /**
     * One message to everyone.
     *
     * @param caller who calls, on a channel with calls
     */
    record Sending(String topic, String channel, Optional<String> caller, Instant at) {
        Question to(CustomerId customer) {
            return new Question(customer, channel, topic, List.of(), caller);
        }
    }

    private Schedule() {}

    /** How many sendings to expect, before any is made. */
    static double expected(Catalog catalog, int days) {
        return catalog.topics().values().stream().mapToDouble(topic -> topic.expectedPerWeek() * days / DAYS_A_WEEK).sum();
    }

    /** The sendings in the order of time; of a topic that is due two and a half times, two or three, as the seed has it. */
    static List<Sending> of(Catalog catalog, Instant from, int days, long seed) {
        var random = new Random(seed);
        var sendings = new ArrayList<Sending>();
        for (var topic : catalog.topics().values()) {
            long due = (long) Math.floor(topic.expectedPerWeek() * days / DAYS_A_WEEK + random.nextDouble());
            int firstSender = random.nextInt(topic.channels().size());
            for (int i = 0; i < due; i++) {
                var channel = topic.channels().get((firstSender + i) % topic.channels().size());
                sendings.add(new Sending(topic.id(), channel, catalog.channels().get(channel).callers().stream().findFirst(),
                    from.plusSeconds((long) ((i + random.nextDouble()) / due * Duration.ofDays(days).toSeconds()))));
            }
        }
        sendings.sort(Comparator.comparing(Sending::at));
        return List.copyOf(sendings);
    }
}
