package dev.heed.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.feedback.Shop;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A preview tells what settings would have meant for what was really sent. */
class LastMonthTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static Shop shop;

    @BeforeAll
    static void start() {
        shop = new Shop();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static String lastMonth(String customer, String chosen) {
        JsonNode json = shop.preview(customer, chosen).get("lastMonth");
        return json.get("sent") + " " + json.get("wouldHaveBeenSent") + " " + json.get("summary").textValue();
    }

    @Test
    void messagesAreReplayedInOrderUnderTheCapsAndEssentialOnesTakeNoPlace() {
        var customer = shop.customer();
        shop.send(14, DAY, customer, "email", "offers");
        shop.send(customer, "email", "order_updates");
        var before = shop.read(customer);
        assertThat(lastMonth(customer, "{\"frequency\":{\"max\":1,\"per\":\"week\"}}")).isEqualTo("15 3 Of the 15 messages of the last 30 days, 3 would still have been sent.");
        assertThat(lastMonth(customer, "{\"channels\":{\"email\":{\"frequency\":{\"max\":2,\"per\":\"week\"}}}}")).startsWith("15 5 ");
        assertThat(lastMonth(customer, "{}")).isEqualTo("15 15 Of the 15 messages of the last 30 days, all would still have been sent.");
        assertThat(lastMonth(customer, "{\"topics\":{\"offers\":{\"allowed\":false}}}")).startsWith("15 1 ");
        assertThat(lastMonth(customer, "{\"stopped\":true}")).startsWith("15 1 ");
        assertThat(lastMonth(customer, "{\"contactHours\":[{\"days\":[\"sun\"],\"from\":\"09:00\",\"to\":\"10:00\"}]}"))
            .isEqualTo("15 0 Of the 15 messages of the last 30 days, none would still have been sent.");
        assertThat(shop.read(customer)).isEqualTo(before);
    }

    @Test
    void eachMessageIsWeighedAtItsOwnMoment() {
        var customer = shop.customer();
        shop.send(7, DAY, customer, "email", "offers");
        assertThat(lastMonth(customer, "{\"contactHours\":[{\"days\":[\"mon\",\"tue\"],\"from\":\"09:00\",\"to\":\"18:00\"}]}")).startsWith("7 2 ");
    }

    @Test
    void onlyWhatWasSentInTheLast30DaysCounts() {
        var customer = shop.customer();
        assertThat(lastMonth(customer, "{}")).isEqualTo("0 0 Nothing was sent in the last 30 days.");
        shop.send(customer, "email", "offers");
        shop.post("/v1/decisions", "{\"customerId\":\"" + customer + "\",\"channel\":\"email\",\"topic\":\"offers\",\"reserve\":true}");
        assertThat(lastMonth(customer, "{}")).isEqualTo("1 1 The one message of the last 30 days would have been sent, too.");
        assertThat(lastMonth(customer, "{\"stopped\":true}")).isEqualTo("1 0 The one message of the last 30 days would not have been sent.");
        shop.pass(Duration.ofDays(30));
        assertThat(lastMonth(customer, "{}")).startsWith("0 0 ");
    }
}
