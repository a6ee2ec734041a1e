package dev.heed.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Hours of any week by a clock on the wall, to the minute. A span that ends before it begins crosses midnight, and Sunday's goes on in Monday. */
final class HoursOfWeek {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

    private final BitSet minutes;

    private HoursOfWeek(BitSet minutes) {
        this.minutes = minutes;
    }

    static HoursOfWeek none() {
        return new HoursOfWeek(new BitSet(MINUTES_A_WEEK));
    }

    static HoursOfWeek always() {
        var all = new BitSet(MINUTES_A_WEEK);
        all.set(0, MINUTES_A_WEEK);
        return new HoursOfWeek(all);
    }

    /** The hours of a value in the contract's form. */
    static HoursOfWeek of(JsonNode spans) {
        var hours = none();
        for (var span : spans) {
            var days = new ArrayList<String>();
            span.get("days").forEach(day -> days.add(day.textValue()));
            hours = hours.or(of(days, span.get("from").textValue(), span.get("to").textValue()));
        }
        return hours;
    }

    static HoursOfWeek of(List<String> days, String from, String to) {
        var minutes = new BitSet(MINUTES_A_WEEK);
        int length = (minute(to) - minute(from) + MINUTES_A_DAY - 1) % MINUTES_A_DAY + 1;
        for (var day : days) {
            int first = DAYS.indexOf(day) * MINUTES_A_DAY + minute(from);
            for (int i = 0; i < length; i++) {
                minutes.set((first + i) % MINUTES_A_WEEK);
            }
        }
        return new HoursOfWeek(minutes);
    }

    private static int minute(String time) {
        return Integer.parseInt(time, 0, 2, 10) * 60 + Integer.parseInt(time, 3, 5, 10);
    }

    HoursOfWeek or(HoursOfWeek other) {
        var both = (BitSet) minutes.clone();
        both.or(other.minutes);
        return new HoursOfWeek(both);
    }

    HoursOfWeek and(HoursOfWeek other) {
        var both = (BitSet) minutes.clone();
        both.and(other.minutes);
        return new HoursOfWeek(both);
    }

    HoursOfWeek without(HoursOfWeek other) {
        var rest = (BitSet) minutes.clone();
        rest.andNot(other.minutes);
        return new HoursOfWeek(rest);
    }

    boolean isEmpty() {
        return minutes.isEmpty();
    }

    /** Whether none of these hours lies outside of others. */
    boolean within(HoursOfWeek other) {
        return without(other).isEmpty();
    }

    boolean holds(LocalDateTime at) {
        return minutes.get((at.getDayOfWeek().getValue() - 1) * MINUTES_A_DAY + at.getHour() * 60 + at.getMinute());
    }
}
