package dev.heed.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What customers of the demo brand choose, one setting a change: mostly topics, channels and purposes, now and then the rest. */
final class Mix {
    private static final String CIRCUMSTANCES = "\"circumstances\":{\"surface\":\"widget\",\"language\":\"en\"}";

    private final List<List<String>> bodies = new ArrayList<>();
    private final List<Integer> weighted = new ArrayList<>();

    Mix() {
        Stream.of("offers", "new_arrivals", "newsletter", "events").forEach(topic -> yesOrNo(8, "topics." + topic + ".allowed"));
        Stream.of("rental_reminders", "product_care").forEach(topic -> yesOrNo(3, "topics." + topic + ".allowed"));
        Stream.of("offers.channels.text", "offers.channels.push", "new_arrivals.channels.post", "newsletter.channels.push", "events.channels.text",
            "events.channels.voice").forEach(topic -> yesOrNo(2, "topics." + topic));
        Stream.of("email", "text", "voice", "post", "push", "messenger").forEach(channel -> yesOrNo(2, "channels." + channel + ".allowed"));
        Stream.of("recommendations", "usage_analytics", "targeted_advertising", "partner_sharing").forEach(use -> yesOrNo(3, "purposes." + use + ".allowed"));
        Stream.of("customer_care", "product_improvement").forEach(use -> yesOrNo(1, "purposes." + use + ".allowed"));
        frequency(6, "frequency");
        frequency(3, "channels.email.frequency");
        frequency(3, "topics.offers.frequency");
        add(4, "tone", "\"plain\"", "\"friendly\"", "\"expert\"", "\"playful\"");
        add(2, "language", "\"en\"", "\"de\"");
        add(2, "relationship", "\"family\"", "\"friend\"", "\"acquaintance\"");
        add(3, "preferredChannel", "\"email\"", "\"text\"", "\"push\"", "\"messenger\"");
        add(1, "overflow", "\"drop\"", "\"hold\"", "\"digest\"");
        hours(2, "contactHours");
        hours(1, "channels.text.contactHours");
        add(1, "channels.voice.callers", "[\"human\"]", "[\"human\",\"automated\"]");
        add(2, "paused", "{\"until\":\"2099-01-01T00:00:00Z\"}", "{\"until\":\"2099-02-01T00:00:00Z\"}");
        add(1, "stopped", "true", "false");
    }

    private void yesOrNo(int weight, String setting) {
        add(weight, setting, "true", "false");
    }

    private void frequency(int weight, String setting) {
        add(weight, setting, IntStream.rangeClosed(1, 6).boxed().flatMap(max -> Stream.of("day", "week", "month")
            .map(span -> "{\"max\":" + max + ",\"per\":\"" + span + "\"}")).toArray(String[]::new));
    }

    private void hours(int weight, String setting) {
        add(weight, setting, IntStream.range(7, 12).mapToObj(hour ->
            "[{\"days\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"],\"from\":\"%02d:00\",\"to\":\"%02d:30\"}]".formatted(hour, hour + 9)).toArray(String[]::new));
    }

    private void add(int weight, String setting, String... values) {
        var members = setting.split("\\.");
        bodies.add(Stream.of(values).map(value -> {
            for (int i = members.length - 1; i >= 0; i--) {
                value = "{\"" + members[i] + "\":" + value + "}";
            }
            return "{\"chosen\":" + value + "," + CIRCUMSTANCES + "}";
        }).toList());
        weighted.addAll(java.util.Collections.nCopies(weight, bodies.size() - 1));
    }

    /** How many settings there are. */
    int settings() {
        return bodies.size();
    }

    /** A setting, the likely ones more often. */
    int pick(SplittableRandom random) {
        return weighted.get(random.nextInt(weighted.size()));
    }

    /** The bodies that choose each value of a setting; two at least. */
    List<String> bodies(int setting) {
        return bodies.get(setting);
    }

    /** Changes when what is chosen, or how often, changes. */
    int fingerprint() {
        return 31 * bodies.hashCode() + weighted.hashCode();
    }
}
