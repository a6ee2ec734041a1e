package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.choice.Frequency;
import dev.heed.words.Phrases;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many messages a week to expect, in the long run.
 *
 * <p>Each topic that may come counts with what the catalog expects of it, limited by its own cap, spread evenly over the channels it may
 * use; each channel, and then all together, are limited by their caps. Essential topics are counted and not capped.
 */
final class Outlook {
    private Outlook() {}

    static double messagesPerWeek(Catalog catalog, Effective effective) {
        double essential = 0;
        Map<String, Double> onChannel = new HashMap<>();
        for (var topic : catalog.topics().values()) {
            var holds = effective.topic(topic.id());
            if (!holds.comes()) {
                continue;
            }
            if (topic.category() == Category.ESSENTIAL) {
                essential += topic.expectedPerWeek();
                continue;
            }
            double rate = capped(topic.expectedPerWeek(), holds.frequency().value());
            var channels = holds.channels().entrySet().stream().filter(channel -> channel.getValue().yes()).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
            channels.forEach(channel -> onChannel.merge(channel, rate / channels.size(), Double::sum));
        }
        double refusable = onChannel.entrySet().stream()
            .mapToDouble(channel -> capped(channel.getValue(), effective.channel(channel.getKey()).frequency().value())).sum();
        return round(essential + capped(refusable, effective.frequency().value()));
    }

    private static double capped(double rate, JsonNode cap) {
        return cap.isNull() ? rate : Math.min(rate, Frequency.of(cap).perWeek());
    }

    private static double round(double rate) {
        return Math.round(rate * 100) / 100.0;
    }

    /** "3 messages a week instead of 11." */
    static String sentence(double before, double after, Phrases phrases) {
        var now = say(after, phrases);
        return say(before, phrases).equals(now) ? phrases.say("api.rate.same", "rate", now)
            : phrases.say("api.rate.instead", Map.of("rate", now, "before", below(before) ? phrases.say("api.rate.below_one.number") : Math.round(before)));
    }

    private static String say(double rate, Phrases phrases) {
        return below(rate) ? phrases.say("api.rate.below_one") : Math.round(rate) == 0 ? phrases.say("api.rate.none") : phrases.say("api.rate", "count", Math.round(rate));
    }

    private static boolean below(double rate) {
        return rate > 0 && rate < 0.5;
    }
}
