package dev.heed.choice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.store.Json;
import java.util.Locale;

/**
 * At most so many messages in any span of a length. Spans roll: a day is 24 hours, a week 7 days, a month 30 days.
 *
 * @param max how many at most, 1 or more
 * @param per in any span of this length
 */
public record Frequency(int max, Per per) {
    private static final Per[] PERS = Per.values();

    /** The length of a span. */
    public enum Per {
        DAY(1), WEEK(7), MONTH(30);

        private final int days;
        private final String id = name().toLowerCase(Locale.ROOT);

        Per(int days) {
            this.days = days;
        }

        private static Per of(String id) {
            for (var per : PERS) {
                if (per.id.equals(id)) {
                    return per;
                }
            }
            throw new IllegalArgumentException("there is no span of this name");
        }

        /** How many days of 24 hours. */
        public int days() {
            return days;
        }
    }

    /** The cap of a value in the contract's form. */
    public static Frequency of(JsonNode value) {
        return new Frequency(value.path("max").intValue(), Per.of(value.path("per").asText()));
    }

    /** The value in the contract's form. */
    public ObjectNode toJson() {
        return Json.object().put("max", max).put("per", per.id);
    }

    /** How many a week it lets through at most, in the long run. */
    public double perWeek() {
        return max * 7.0 / per.days;
    }

    /** Whether whatever keeps this cap keeps another, however it is spread over time: a window is covered by so many of the shorter ones. */
    public boolean implies(Frequency other) {
        int windows = Math.max(1, (other.per.days + per.days - 1) / per.days);
        return (long) max * windows <= other.max;
    }
}
