package dev.heed.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a season.
 *
 * @param senders how many senders, one for each topic and channel
 * @param campaigns how many messages each customer would get without Heed
 * @param topics by topic, in the catalog's order
 * @param reasons how many messages each reason stood against when they were due; a message may have several
 * @param with messages per customer and whole week, as sent
 * @param without the same, had every message been sent
 */
public record Outcome(Instant from, int days, long customers, int senders, int campaigns, Map<String, Count> topics, Map<Reason.Code, Long> reasons,
                      List<Week> weeks, Spread with, Spread without) {
    /** What can become of a message. */
    public enum Fate { SENT, SENT_LATER, GATHERED, HELD_BACK }

    /** How many messages met each fate. Their sum is the attempts. */
    public record Count(long sent, long sentLater, long gathered, long heldBack) {
        static final Count NONE = new Count(0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(sent + other.sent, sentLater + other.sentLater, gathered + other.gathered, heldBack + other.heldBack);
        }

        public long attempts() {
            return sent + sentLater + gathered + heldBack;
        }
    }

    /**
     * A week of the season.
     *
     * @param days 7, or fewer in the last one
     * @param sent in this week, whenever they were due
     */
    public record Week(Instant from, int days, long attempted, long sent) {}

    /**
     * How many customers had how many messages in a week.
     *
     * @param weeks at place n, the weeks of customers with n messages
     */
    public record Spread(List<Long> weeks) {
        public long total() {
            return weeks.stream().mapToLong(Long::longValue).sum();
        }

        /** 0 where there is nobody; so are the others. */
        public double mean() {
            long messages = 0;
            for (int n = 0; n < weeks.size(); n++) {
                messages += n * weeks.get(n);
            }
            return messages / (double) Math.max(1, total());
        }

        /** The least number that so many per cent of the weeks do not exceed. */
        public int percentile(int percent) {
            long beyond = 0;
            for (int n = 0; n < weeks.size(); n++) {
                beyond += weeks.get(n);
                if (beyond * 100 >= total() * percent) {
                    return n;
                }
            }
            return 0;
        }

        public int max() {
            return Math.max(0, weeks.size() - 1);
        }
    }

    /** All topics together. */
    public Count all() {
        return topics.values().stream().reduce(Count.NONE, Count::plus);
    }

    /** Counts message by message, so that no message needs to be kept. */
    static final class Tally {
        private static final int DAYS_A_WEEK = 7;

        private final Instant from;
        private final int days;
        private final Map<String, long[]> topics = new LinkedHashMap<>();
        private final Map<Reason.Code, Long> reasons = new EnumMap<>(Reason.Code.class);
        private final long[] attempted;
        private final long[] sent;
        private final List<Long> with = new ArrayList<>();
        private final List<Long> without = new ArrayList<>();
        private int[] dueToOne;
        private int[] sentToOne;
        private long customers;

        Tally(Collection<String> topics, Instant from, int days) {
            this.from = from;
            this.days = days;
            topics.forEach(topic -> this.topics.put(topic, new long[Fate.values().length]));
            int weeks = (days + DAYS_A_WEEK - 1) / DAYS_A_WEEK;
            this.attempted = new long[weeks];
            this.sent = new long[weeks];
        }

        void begin() {
            dueToOne = new int[attempted.length];
            sentToOne = new int[attempted.length];
        }

        void against(List<Reason> found) {
            found.stream().map(Reason::code).distinct().forEach(code -> reasons.merge(code, 1L, Long::sum));
        }

        void add(Season.Played played) {
            topics.get(played.topic())[played.fate().ordinal()]++;
            dueToOne[week(played.due())]++;
            played.sentAt().ifPresent(at -> sentToOne[week(at)]++);
        }

        private int week(Instant at) {
            return (int) (Duration.between(from, at).toDays() / DAYS_A_WEEK);
        }

        void end() {
            customers++;
            for (int week = 0; week < attempted.length; week++) {
                attempted[week] += dueToOne[week];
                sent[week] += sentToOne[week];
                if (daysOf(week) == DAYS_A_WEEK) {
                    oneMore(without, dueToOne[week]);
                    oneMore(with, sentToOne[week]);
                }
            }
        }

        private int daysOf(int week) {
            return Math.min(DAYS_A_WEEK, days - week * DAYS_A_WEEK);
        }

        private static void oneMore(List<Long> weeks, int messages) {
            while (weeks.size() <= messages) {
                weeks.add(0L);
            }
            weeks.set(messages, weeks.get(messages) + 1);
        }

        Outcome outcome(int senders, int campaigns) {
            var counts = new LinkedHashMap<String, Count>();
            topics.forEach((topic, fates) -> counts.put(topic, new Count(fates[0], fates[1], fates[2], fates[3])));
            var weeks = new ArrayList<Week>();
            for (int week = 0; week < attempted.length; week++) {
                weeks.add(new Week(from.plus(Duration.ofDays((long) week * DAYS_A_WEEK)), daysOf(week), attempted[week], sent[week]));
            }
            return new Outcome(from, days, customers, senders, campaigns, counts, reasons, weeks, new Spread(List.copyOf(with)), new Spread(List.copyOf(without)));
        }
    }
}
