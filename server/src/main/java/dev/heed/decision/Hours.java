package dev.heed.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * Hours of the week by a clock on the wall.
 *
 * <p>They are half-open, may cross midnight, and then belong to the day they begin on. Where the clock is put forward, a time that does not exist is
 * the first instant after the gap. Where it is put back and a time comes twice, the quiet reading wins: contact hours begin with its second and end
 * with its first coming, quiet hours the other way round.
 */
final class Hours {
    /** Hours come round every week, save for those that fall whole into a gap: then the week after. */
    private static final int DAYS_AHEAD = 16;
    /** Hours that hold a moment begin and end less than two days from it. */
    private static final int STEADY_DAYS = 3;
    private static final Duration STEADY = Duration.ofDays(STEADY_DAYS);
    private static final int UNKNOWN = Integer.MAX_VALUE;
    /** For hours that hardly ever meet: each change of the clock comes once. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(400);
    private static final int FEW_ZONES = 4;
    private static final int MINUTES_A_DAY = 24 * 60;

    private final List<Window> windows;
    private final boolean quiet;

    private record Window(Set<DayOfWeek> days, int fromMinute, int toMinute) {
        static Window of(Collection<String> days, String from, String to) {
            var on = EnumSet.noneOf(DayOfWeek.class);
            days.forEach(day -> on.add(day(day)));
            int fromMinute = minute(from);
            int toMinute = minute(to);
            return new Window(on, fromMinute, toMinute > fromMinute ? toMinute : toMinute + MINUTES_A_DAY);
        }

        private static DayOfWeek day(String id) {
            return switch (id) {
                case "mon" -> DayOfWeek.MONDAY;
                case "tue" -> DayOfWeek.TUESDAY;
                case "wed" -> DayOfWeek.WEDNESDAY;
                case "thu" -> DayOfWeek.THURSDAY;
                case "fri" -> DayOfWeek.FRIDAY;
                case "sat" -> DayOfWeek.SATURDAY;
                case "sun" -> DayOfWeek.SUNDAY;
                default -> throw new IllegalArgumentException("there is no day " + id);
            };
        }

        private static int minute(String time) {
            return Integer.parseInt(time, 0, 2, 10) * 60 + Integer.parseInt(time, 3, 5, 10);
        }
    }

    /** From one instant up to another, itself not included. */
    private record Span(Instant from, Instant to) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    private Hours(List<Window> windows, boolean quiet) {
        this.windows = windows;
        this.quiet = quiet;
    }

    /** Hours in which the customer may be contacted, in the contract's form. */
    static Hours contact(JsonNode hours) {
        var windows = new ArrayList<Window>();
        for (var window : hours) {
            var days = new ArrayList<String>();
            window.get("days").forEach(day -> days.add(day.textValue()));
            windows.add(Window.of(days, window.get("from").textValue(), window.get("to").textValue()));
        }
        return new Hours(windows, false);
    }

    /** Hours in which nobody is contacted. */
    static Hours quiet(Collection<String> days, String from, String to) {
        return new Hours(List.of(Window.of(days, from, to)), true);
    }

    /**
     * The first moment from {@code at} on at which all of these hours, in each of these zones, let a contact through; {@code at} itself when that is now.
     *
     * @param zones where the customer may be: one, or several when nobody knows
     * @return {@link Instant#MAX} when they never do
     */
    static Instant openAt(Collection<Hours> all, Collection<ZoneId> zones, Instant at) {
        var open = at;
        while (open.isBefore(at.plus(LONGEST_WAIT))) {
            if (areOpen(all, zones, open)) {
                return open;
            }
            var next = open;
            for (var zone : different(zones, open)) {
                for (var hours : all) {
                    next = hours.opensAt(zone, next);
                    if (next.equals(Instant.MAX)) {
                        return next;
                    }
                }
            }
            if (next.equals(open)) {
                return open;
            }
            open = next;
        }
        return Instant.MAX;
    }

    /** Whether all of these hours, in each of these zones, let a contact through at a moment. */
    static boolean areOpen(Collection<Hours> all, Collection<ZoneId> zones, Instant at) {
        for (var zone : zones) {
            for (var hours : all) {
                if (!hours.opensAt(zone, at).equals(at)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Of zones whose clocks show the same from now until after they are next put forward or back, one is enough; of a few, all are as quick. */
    private static Collection<ZoneId> different(Collection<ZoneId> zones, Instant at) {
        if (zones.size() <= FEW_ZONES) {
            return zones;
        }
        var byClock = new HashMap<List<Object>, ZoneId>();
        zones.forEach(zone -> byClock.putIfAbsent(Arrays.asList(zone.getRules().getOffset(at), zone.getRules().nextTransition(at)), zone));
        return byClock.values();
    }

    private Instant opensAt(ZoneId zone, Instant at) {
        if (isSteady(zone, at)) {
            var wall = LocalDateTime.ofInstant(at, zone);
            if (hold(wall) != quiet) {
                return at;
            }
            int wait = quiet ? UNKNOWN : minutesToOpening(wall);
            if (wait != UNKNOWN) {
                return wall.truncatedTo(ChronoUnit.MINUTES).plusMinutes(wait).toInstant(zone.getRules().getOffset(at));
            }
        }
        return quiet ? endOfQuiet(zone, at) : nextOpening(zone, at);
    }

    /** Whether the clock is neither put forward nor back within {@link #STEADY_DAYS} before and after: what it shows is then all there is to know of hours that near. */
    private static boolean isSteady(ZoneId zone, Instant at) {
        var next = zone.getRules().nextTransition(at.minus(STEADY));
        return next == null || next.getInstant().isAfter(at.plus(STEADY));
    }

    private boolean hold(LocalDateTime wall) {
        int minute = minute(wall);
        for (var window : windows) {
            boolean today = window.days.contains(wall.getDayOfWeek()) && minute >= window.fromMinute && minute < window.toMinute;
            if (today || window.days.contains(wall.getDayOfWeek().minus(1)) && minute + MINUTES_A_DAY < window.toMinute) {
                return true;
            }
        }
        return false;
    }

    /** From the minute on the wall to the next at which a window begins, if one does while the clock is steady. */
    private int minutesToOpening(LocalDateTime wall) {
        int least = UNKNOWN;
        for (int day = 0; day < STEADY_DAYS && least == UNKNOWN; day++) {
            for (var window : windows) {
                int wait = day * MINUTES_A_DAY + window.fromMinute - minute(wall);
                if (wait > 0 && wait < least && window.days.contains(wall.getDayOfWeek().plus(day))) {
                    least = wait;
                }
            }
        }
        return least;
    }

    private static int minute(LocalDateTime wall) {
        return wall.getHour() * 60 + wall.getMinute();
    }

    private Instant nextOpening(ZoneId zone, Instant at) {
        var next = Instant.MAX;
        // Those of yesterday may go on after midnight.
        var date = at.atZone(zone).toLocalDate().minusDays(1);
        for (int day = 0; day < DAYS_AHEAD && (day < 3 || next.equals(Instant.MAX)); day++) {
            for (var span : spans(zone, date.plusDays(day))) {
                if (span.holds(at)) {
                    return at;
                }
                next = span.from.isAfter(at) && span.from.isBefore(next) ? span.from : next;
            }
        }
        return next;
    }

    private Instant endOfQuiet(ZoneId zone, Instant at) {
        var end = at;
        for (boolean moved = true; moved;) {
            moved = false;
            var date = end.atZone(zone).toLocalDate().minusDays(1);
            for (int day = 0; day < 3; day++) {
                for (var span : spans(zone, date.plusDays(day))) {
                    if (span.holds(end)) {
                        end = span.to;
                        moved = true;
                    }
                }
            }
            if (end.isAfter(at.plus(Duration.ofDays(DAYS_AHEAD)))) {
                return Instant.MAX;    // hours come round every week: these never end
            }
        }
        return end;
    }

    private List<Span> spans(ZoneId zone, LocalDate date) {
        var spans = new ArrayList<Span>(windows.size());
        for (var window : windows) {
            if (window.days.contains(date.getDayOfWeek())) {
                var from = instant(date, window.fromMinute, zone, !quiet);
                var to = instant(date, window.toMinute, zone, quiet);
                if (from.isBefore(to)) {
                    spans.add(new Span(from, to));
                }
            }
        }
        return spans;
    }

    private static Instant instant(LocalDate date, int minute, ZoneId zone, boolean later) {
        LocalDateTime wall = date.atStartOfDay().plusMinutes(minute);
        var offsets = zone.getRules().getValidOffsets(wall);
        if (offsets.isEmpty()) {
            return zone.getRules().getTransition(wall).getInstant();
        }
        return wall.toInstant(offsets.get(later ? offsets.size() - 1 : 0));
    }
}
