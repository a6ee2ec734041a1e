package dev.heed.choice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.heed.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Contact hours of a week, and what two of them have in common. */
public final class WeekHours {
    /** As many spans as the contract lets hours have. */
    private static final int MOST_SPANS = 21;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;

    /** Each span of each day, by its first minute of the week and its length. */
    private final TreeSet<Span> spans;

    private record Span(int from, int minutes) implements Comparable<Span> {
        @Override
        public int compareTo(Span other) {
            return from != other.from ? Integer.compare(from, other.from) : Integer.compare(minutes, other.minutes);
        }
    }

    private WeekHours(TreeSet<Span> spans) {
        this.spans = spans;
    }

    /** Hours in the contract's form. */
    public static WeekHours of(JsonNode hours) {
        var spans = new TreeSet<Span>();
        for (var span : hours) {
            int from = minute(span.get("from").textValue());
            int to = minute(span.get("to").textValue());
            int minutes = to > from ? to - from : to + DAY - from;
            span.get("days").forEach(day -> spans.add(new Span(DAYS.indexOf(day.textValue()) * DAY + from, minutes)));
        }
        return new WeekHours(spans);
    }

    private static int minute(String time) {
        return Integer.parseInt(time, 0, 2, 10) * 60 + Integer.parseInt(time, 3, 5, 10);
    }

    /**
     * What lies in both, pair by pair of spans. Where spans meet they stay apart: at a change of the clock each of them is read by its own ends, so that
     * joining them would let more through.
     */
    public WeekHours and(WeekHours other) {
        var common = new TreeSet<Span>();
        for (var one : spans) {
            for (var another : other.spans) {
                for (int shift = -WEEK; shift <= WEEK; shift += WEEK) {
                    int from = Math.max(one.from, another.from + shift);
                    int to = Math.min(one.from + one.minutes, another.from + shift + another.minutes);
                    if (from < to) {
                        common.add(new Span(Math.floorMod(from, WEEK), to - from));
                    }
                }
            }
        }
        return new WeekHours(common);
    }

    /** Whether each span lies within one of the other's, so that they let nothing through at any moment that the other would not, however the clock is set. */
    public boolean within(WeekHours other) {
        return spans.stream().allMatch(span -> other.spans.stream().anyMatch(wider -> {
            int later = Math.floorMod(span.from - wider.from, WEEK);
            return later + span.minutes <= wider.minutes;
        }));
    }

    public boolean isEmpty() {
        return spans.isEmpty();
    }

    /** Whether the contract has room for as many spans. */
    public boolean canBeWritten() {
        return toJson().size() <= MOST_SPANS;
    }

    /** In the contract's form: days with the same hours together. */
    public ArrayNode toJson() {
        var byHours = new TreeMap<Span, List<String>>();
        for (var span : spans) {
            byHours.computeIfAbsent(new Span(span.from % DAY, span.minutes), none -> new ArrayList<>()).add(DAYS.get(span.from / DAY));
        }
        var json = Json.object().arrayNode();
        byHours.forEach((span, days) -> {
            var item = json.addObject();
            days.forEach(item.putArray("days")::add);
            int to = span.from + span.minutes;
            item.put("from", time(span.from)).put("to", time(to > DAY ? to - DAY : to));
        });
        return json;
    }

    private static String time(int minute) {
        return String.format(java.util.Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeekHours that && spans.equals(that.spans);
    }

    @Override
    public int hashCode() {
        return spans.hashCode();
    }
}
