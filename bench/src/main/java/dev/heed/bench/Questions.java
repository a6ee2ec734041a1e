package dev.heed.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Decisions about customers picked at random, each as likely as any other.
 *
 * <p>None is about a channel with quiet hours, so that the time of day matters little; the customers' own contact hours still do.
 */
record Questions(List<Template> templates, int customers, SplittableRandom random) implements Requests {
    /** What senders ask. */
    private static final List<String> ASKED = List.of(
        "\"channel\":\"email\",\"topic\":\"offers\"",
        "\"channel\":\"push\",\"topic\":\"new_arrivals\"",
        "\"channel\":\"email\",\"topic\":\"newsletter\",\"purposes\":[\"recommendations\"]",
        "\"channel\":\"messenger\",\"topic\":\"events\"",
        "\"channel\":\"email\",\"topic\":\"product_care\"",
        "\"channel\":\"messenger\",\"topic\":\"rental_reminders\"",
        "\"channel\":\"email\",\"topic\":\"order_updates\"");

    /** What they hold places for: mostly messages that fall under no cap, or hardly any would be allowed after the first two a customer. */
    private static final List<String> RESERVED = List.of(
        "\"channel\":\"email\",\"topic\":\"order_updates\"",
        "\"channel\":\"push\",\"topic\":\"order_updates\"",
        "\"channel\":\"email\",\"topic\":\"safety_recalls\"",
        "\"channel\":\"messenger\",\"topic\":\"order_updates\"",
        "\"channel\":\"email\",\"topic\":\"product_care\"",
        "\"channel\":\"email\",\"topic\":\"offers\"");

    static Questions asking(String apiKey, int customers) {
        return new Questions(ASKED.stream().map(asked -> Template.decision(apiKey, body(Template.CUSTOMER, asked), false)).toList(), customers, new SplittableRandom(2));
    }

    /** Half of the customers are others, who never chose anything: however many of the rest want no contact at this hour, a good part is allowed. */
    static Questions reserving(String apiKey, int customers) {
        return new Questions(RESERVED.stream().map(asked -> Template.decision(apiKey, body(Template.CUSTOMER, asked + ",\"reserve\":true"), true)).toList(), 2 * customers,
            new SplittableRandom(3));
    }

    /** Every question about a customer, each without its newline. */
    static Stream<String> lines(int customer) {
        return ASKED.stream().map(asked -> body(Template.customer(customer), asked));
    }

    private static String body(String customer, String asked) {
        return "{\"customerId\":\"" + customer + "\"," + asked + "}";
    }

    @Override
    public boolean next(int connection, ByteBuffer into) {
        templates.get(random.nextInt(templates.size())).put(into, random.nextInt(customers), random);
        return true;
    }
}
