package dev.heed.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.brand.Brand;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Choices;
import dev.heed.choice.Frequency;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.consent.Standing;
import dev.heed.customer.CustomerId;
import dev.heed.preferences.Preferences;
import dev.heed.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Customers who never were, with choices that their brand's catalog offers: most choose little, some a lot. The first ten are the same, however many follow. */
final class Imagined {
    private static final long APART_FROM_THE_SCHEDULE = 0x5DEECE66DL << 16;
    private static final int OLDEST_CONSENT_DAYS = 300;
    private static final int LONGEST_PAUSE_DAYS = 60;
    private static final List<String> WORKDAYS = List.of("mon", "tue", "wed", "thu", "fri");
    private static final List<String> WEEKEND = List.of("sat", "sun");
    private static final List<Frequency> CAPS = List.of(new Frequency(1, Frequency.Per.DAY), new Frequency(1, Frequency.Per.WEEK), new Frequency(2, Frequency.Per.WEEK),
        new Frequency(3, Frequency.Per.WEEK), new Frequency(5, Frequency.Per.WEEK), new Frequency(2, Frequency.Per.MONTH), new Frequency(6, Frequency.Per.MONTH));

    private final Brand brand;
    private final Catalog catalog;
    private final Instant from;
    private final Random random;

    private Imagined(Brand brand, Catalog catalog, Instant from, long seed) {
        this.brand = brand;
        this.catalog = catalog;
        this.from = from;
        this.random = new Random(seed ^ APART_FROM_THE_SCHEDULE);
    }

    /** So many of them, as they are at a moment; every consent of theirs holds then. */
    static List<Preferences> customers(Brand brand, Catalog catalog, Instant at, int many, long seed) {
        var imagined = new Imagined(brand, catalog, at, seed);
        var customers = new ArrayList<Preferences>();
        for (int i = 1; i <= many; i++) {
            customers.add(imagined.customer("imagined-" + i));
        }
        return customers;
    }

    private Preferences customer(String id) {
        var chosen = new TreeMap<Setting, JsonNode>();
        closeness(chosen);
        silence(chosen);
        channels(chosen);
        topics(chosen);
        return new Preferences(new CustomerId(brand, id), 1, catalog, Optional.of(from), Choices.of(chosen), standing(chosen), from, false);
    }

    private void closeness(Map<Setting, JsonNode> chosen) {
        if (chance(0.5) && !catalog.relationships().isEmpty()) {
            chosen.put(Setting.of(Type.RELATIONSHIP), TextNode.valueOf(one(List.copyOf(catalog.relationships().keySet()))));
        }
        if (chance(0.35)) {
            chosen.put(Setting.of(Type.FREQUENCY), one(CAPS).toJson());
        }
        if (chance(0.6)) {
            chosen.put(Setting.of(Type.OVERFLOW), TextNode.valueOf(one(List.of("drop", "hold", "digest"))));
        }
        if (chance(0.15)) {
            boolean atWork = chance(0.6);
            var hours = Json.mapper().createArrayNode();
            var window = hours.addObject();
            (atWork ? WORKDAYS : WEEKEND).forEach(window.putArray("days")::add);
            window.put("from", atWork ? "17:00" : "09:00").put("to", "21:00");
            chosen.put(Setting.of(Type.CONTACT_HOURS), hours);
        }
    }

    private void silence(Map<Setting, JsonNode> chosen) {
        if (chance(0.03)) {
            chosen.put(Setting.of(Type.STOPPED), BooleanNode.TRUE);
        }
        if (chance(0.04)) {
            chosen.put(Setting.of(Type.PAUSED), Json.object().put("until", from.plus(Duration.ofDays(1L + random.nextInt(LONGEST_PAUSE_DAYS))).toString()));
        }
    }

    private void channels(Map<Setting, JsonNode> chosen) {
        for (var channel : catalog.channels().values()) {
            if (chance(0.15)) {
                chosen.put(Setting.of(Type.CHANNEL, channel.id()), BooleanNode.FALSE);
            }
            if (!channel.callers().isEmpty() && chance(0.2)) {
                chosen.put(Setting.of(Type.CHANNEL_CALLERS, channel.id()), Json.mapper().createArrayNode().add(one(channel.callers())));
            }
        }
    }

    private void topics(Map<Setting, JsonNode> chosen) {
        for (var topic : catalog.topics().values()) {
            double draw = random.nextDouble();
            if (topic.category() == Category.ESSENTIAL) {
                continue;
            }
            if (draw < 0.15) {
                chosen.put(Setting.of(Type.TOPIC, topic.id()), BooleanNode.FALSE);
            } else if (draw < 0.65 && topic.legalBasis() == LegalBasis.CONSENT) {
                chosen.put(Setting.of(Type.TOPIC, topic.id()), BooleanNode.TRUE);
            }
            if (chance(0.1)) {
                chosen.put(Setting.of(Type.TOPIC_FREQUENCY, topic.id()), one(CAPS).toJson());
            }
            if (chance(0.1)) {
                chosen.put(Setting.topicChannel(topic.id(), one(topic.channels())), BooleanNode.FALSE);
            }
        }
    }

    private Standing standing(Map<Setting, JsonNode> chosen) {
        return Standing.of(Json.bytes(json -> {
            for (var choice : chosen.entrySet()) {
                if (choice.getKey().type() == Type.TOPIC) {
                    var topic = catalog.topics().get(choice.getKey().id());
                    json.writeArrayFieldStart(choice.getKey().toString());
                    json.writeString(choice.getValue().booleanValue() ? "given" : "refused");
                    json.writeNumber(since(topic).toEpochMilli());
                    json.writeNumber(0);
                    json.writeNumber(Optional.ofNullable(topic.notice()).flatMap(catalog::notice).map(Catalog.Notice::version).orElse(0L));
                    json.writeEndArray();
                }
            }
        }));
    }

    private Instant since(Catalog.Topic topic) {
        var since = from.minus(Duration.ofDays(random.nextInt(OLDEST_CONSENT_DAYS)));
        return topic.lapses(since).map(from::isBefore).orElse(true) ? since : from;
    }

    private boolean chance(double of) {
        return random.nextDouble() < of;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
