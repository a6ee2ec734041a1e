package dev.heed.sdk.offline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Which of two values of one setting protects the customer more. Pure. */
final class Protective {
    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final int MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;
    private static final String DAYS = "montuewedthufrisatsun";

    private Protective() {}

    /** The answer. */
    enum Which {
        QUEUED,
        SERVERS,
        /** Words such as a tone protect nobody. */
        NEITHER
    }

    /** @param queued and {@code servers} are null, or JSON's null, where nothing is chosen */
    static Which of(String pointer, JsonNode queued, JsonNode servers) {
        String member = pointer.substring(pointer.lastIndexOf('/') + 1);
        switch (pointer.startsWith("/topics/") && pointer.matches("/topics/[^/]+/channels/[^/]+") ? "allowed" : member) {
            case "allowed":
                return most(permission(queued), permission(servers));
            case "stopped":
            case "restricted":
                return most(isTrue(queued) ? 1 : 0, isTrue(servers) ? 1 : 0);
            case "paused":
                return most(end(queued).toEpochMilli(), end(servers).toEpochMilli());
            case "frequency":
                return isChosen(queued) && (!isChosen(servers) || implies(queued, servers)) ? Which.QUEUED : Which.SERVERS;
            case "contactHours":
                return within(hours(queued), hours(servers)) ? Which.QUEUED : Which.SERVERS;
            case "callers":
                return within(callers(queued), callers(servers)) ? Which.QUEUED : Which.SERVERS;
            default:
                return pointer.lastIndexOf('/') == 0 ? Which.NEITHER : Which.SERVERS;
        }
    }

    /** No protects most; what was never chosen may rest on consent, and so protects more than a yes. */
    private static long permission(JsonNode value) {
        return !isChosen(value) ? 1 : value.booleanValue() ? 0 : 2;
    }

    private static Which most(long queued, long servers) {
        return queued > servers ? Which.QUEUED : queued < servers ? Which.SERVERS : Which.NEITHER;
    }

    /** Whether whatever keeps one cap keeps the other, however it is spread over time. */
    private static boolean implies(JsonNode kept, JsonNode other) {
        long windows = Math.max(1, (days(other) + days(kept) - 1) / days(kept));
        return kept.path("max").asLong() * windows <= other.path("max").asLong();
    }

    private static long days(JsonNode frequency) {
        String per = frequency.path("per").asText();
        return per.equals("day") ? 1 : per.equals("week") ? 7 : 30;
    }

    private static boolean within(BitSet some, BitSet others) {
        BitSet beyond = (BitSet) some.clone();
        beyond.andNot(others);
        return beyond.isEmpty();
    }

    private static boolean within(Set<String> some, Set<String> others) {
        return others.containsAll(some);
    }

    private static Set<String> callers(JsonNode value) {
        Set<String> callers = new HashSet<>();
        if (isChosen(value)) {
            value.forEach(caller -> callers.add(caller.asText()));
        } else {
            callers.add("human");
            callers.add("automated");
        }
        return callers;
    }

    /** The minutes of a week in which contact is welcome: all of them where nothing is chosen. */
    private static BitSet hours(JsonNode value) {
        BitSet minutes = new BitSet(MINUTES_OF_WEEK);
        if (!isChosen(value)) {
            minutes.set(0, MINUTES_OF_WEEK);
            return minutes;
        }
        for (JsonNode span : value) {
            int from = minute(span.path("from").asText());
            int to = minute(span.path("to").asText());
            int length = to > from ? to - from : to + MINUTES_OF_DAY - from;
            for (JsonNode day : span.path("days")) {
                int begin = DAYS.indexOf(day.asText()) / 3 * MINUTES_OF_DAY + from;
                for (int i = begin; i < begin + length; i++) {
                    minutes.set(i % MINUTES_OF_WEEK);
                }
            }
        }
        return minutes;
    }

    private static int minute(String time) {
        return time.matches("[0-9]{2}:[0-9]{2}") ? Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3)) : 0;
    }

    /** When a pause ends; long ago where there is none. */
    static Instant end(JsonNode pause) {
        try {
            return isChosen(pause) ? OffsetDateTime.parse(pause.path("until").asText()).toInstant() : Instant.EPOCH;
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    static boolean isTrue(JsonNode value) {
        return value != null && value.isBoolean() && value.booleanValue();
    }

    static boolean isFalse(JsonNode value) {
        return value != null && value.isBoolean() && !value.booleanValue();
    }

    private static boolean isChosen(JsonNode value) {
        return value != null && !value.isNull() && !value.isMissingNode();
    }
}
