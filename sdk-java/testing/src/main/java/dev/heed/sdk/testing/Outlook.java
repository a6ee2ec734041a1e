package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many messages a week to expect of what holds. Pure. */
final class Outlook {
    private Outlook() {}

    static double perWeek(JsonNode catalog, JsonNode effective) {
        double essential = 0;
        Map<String, Double> onChannel = new HashMap<>();
        for (JsonNode topic : catalog.path("topics")) {
            JsonNode holds = effective.path("topics").path(topic.path("id").asText());
            List<String> channels = channels(holds);
            if (channels.isEmpty()) {
                continue;
            }
            double expected = topic.path("expectedPerWeek").asDouble();
            if (Holds.isEssential(topic)) {
                essential += expected;
                continue;
            }
            double rate = capped(expected, holds.path("frequency"));
            channels.forEach(channel -> onChannel.merge(channel, rate / channels.size(), Double::sum));
        }
        double refusable = 0;
        for (Map.Entry<String, Double> channel : onChannel.entrySet()) {
            refusable += capped(channel.getValue(), effective.path("channels").path(channel.getKey()).path("frequency"));
        }
        return Math.round((essential + capped(refusable, effective.path("frequency"))) * 100) / 100.0;
    }

    /** The channels on which a topic comes. */
    static List<String> channels(JsonNode topic) {
        List<String> channels = new ArrayList<>();
        topic.path("channels").properties().forEach(channel -> {
            if (Holds.yes(channel.getValue())) {
                channels.add(channel.getKey());
            }
        });
        return channels;
    }

    private static double capped(double rate, JsonNode cap) {
        return cap.path("value").isNull() ? rate : Math.min(rate, Holds.perWeek(cap.path("value")));
    }

    /** In English, whatever the customer speaks. */
    static String sentence(double before, double after) {
        String now = rate(after);
        return rate(before).equals(now) ? now + ", as before." : now + " instead of " + (below(before) ? "fewer than 1" : Math.round(before)) + ".";
    }

    private static String rate(double rate) {
        long count = Math.round(rate);
        return below(rate) ? "Fewer than 1 message a week" : count == 0 ? "No messages" : count + (count == 1 ? " message a week" : " messages a week");
    }

    private static boolean below(double rate) {
        return rate > 0 && rate < 0.5;
    }
}
