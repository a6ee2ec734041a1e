package dev.heed.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When hours are open, to the instant, wherever the customer's clock hangs. */
class HoursTest {
    private static final List<String> EVERY_DAY = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** Each row: contact hours on every day, and the very instants at which they open and close next. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,        09:00, 17:00, 2026-06-01T05:00:00Z, 2026-06-01T07:00:00Z, 2026-06-01T15:00:00Z",
        "America/New_York,     09:00, 17:00, 2026-06-01T05:00:00Z, 2026-06-01T13:00:00Z, 2026-06-01T21:00:00Z",
        "America/Los_Angeles,  22:00, 02:00, 2026-06-01T12:00:00Z, 2026-06-02T05:00:00Z, 2026-06-02T09:00:00Z",
        "America/St_Johns,     09:00, 17:00, 2026-01-10T05:00:00Z, 2026-01-10T12:30:00Z, 2026-01-10T20:30:00Z",
        "Asia/Kolkata,         09:00, 17:00, 2026-06-01T00:00:00Z, 2026-06-01T03:30:00Z, 2026-06-01T11:30:00Z",
        "Asia/Kathmandu,       09:00, 17:00, 2026-06-01T00:00:00Z, 2026-06-01T03:15:00Z, 2026-06-01T11:15:00Z",
        "Australia/Eucla,      23:30, 00:15, 2026-06-01T12:00:00Z, 2026-06-01T14:45:00Z, 2026-06-01T15:30:00Z",
        "Pacific/Chatham,      09:00, 17:00, 2026-06-01T12:00:00Z, 2026-06-01T20:15:00Z, 2026-06-02T04:15:00Z",
        "Pacific/Kiritimati,   00:00, 24:00, 2026-06-01T10:00:00Z, 2026-06-01T10:00:00Z, 2026-06-02T10:00:00Z",
        // Put forward: 02:30 does not exist.
        "Europe/Berlin,        02:30, 05:00, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z, 2026-03-29T03:00:00Z",
        "Europe/Berlin,        01:00, 02:30, 2026-03-28T23:00:00Z, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
        "America/New_York,     02:15, 04:00, 2026-03-08T06:00:00Z, 2026-03-08T07:00:00Z, 2026-03-08T08:00:00Z",
        "Australia/Lord_Howe,  02:10, 04:00, 2026-10-03T14:00:00Z, 2026-10-03T15:30:00Z, 2026-10-03T17:00:00Z",
        // A window that falls whole into the gap is not there that day.
        "Europe/Berlin,        02:10, 02:50, 2026-03-29T00:30:00Z, 2026-03-30T00:10:00Z, 2026-03-30T00:50:00Z",
        // Put back: 02:30 comes twice. Hours begin with its second coming and end with its first.
        "Europe/Berlin,        02:30, 05:00, 2026-10-25T00:00:00Z, 2026-10-25T01:30:00Z, 2026-10-25T04:00:00Z",
        "Europe/Berlin,        00:30, 02:30, 2026-10-24T22:00:00Z, 2026-10-24T22:30:00Z, 2026-10-25T00:30:00Z",
        "America/New_York,     01:30, 03:00, 2026-11-01T05:00:00Z, 2026-11-01T06:30:00Z, 2026-11-01T08:00:00Z",
        "Australia/Lord_Howe,  01:45, 03:00, 2026-04-04T14:00:00Z, 2026-04-04T15:15:00Z, 2026-04-04T16:30:00Z",
        // Between the two comings of its end and its beginning it is never open.
        "Europe/Berlin,        02:10, 02:50, 2026-10-25T00:00:00Z, 2026-10-26T01:10:00Z, 2026-10-26T01:50:00Z"})
    void contactHoursOpenAndCloseToTheInstant(String zone, String from, String to, Instant before, Instant opens, Instant closes) {
        var hours = contact(EVERY_DAY, from, to);

        assertThat(open(hours, zone, before)).isEqualTo(opens);
        assertThat(open(hours, zone, opens)).isEqualTo(opens);
        assertThat(open(hours, zone, closes.minusMillis(1))).isEqualTo(closes.minusMillis(1));
        // Hours round the clock never close.
        assertThat(open(hours, zone, closes)).matches(next -> next.isAfter(closes) || from.equals("00:00") && to.equals("24:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,    21:00, 08:00, 2026-06-01T19:00:00Z, 2026-06-02T06:00:00Z",
        "Asia/Kathmandu,   21:00, 08:00, 2026-06-01T15:15:00Z, 2026-06-02T02:15:00Z",
        "America/St_Johns, 21:00, 08:00, 2026-06-01T23:30:00Z, 2026-06-02T10:30:00Z",
        // Put forward: an end that does not exist is the first instant after the gap.
        "Europe/Berlin,    21:00, 02:30, 2026-03-28T20:00:00Z, 2026-03-29T01:00:00Z",
        // Put back: quiet begins with the first coming and ends with the second.
        "Europe/Berlin,    21:00, 02:30, 2026-10-24T19:00:00Z, 2026-10-25T01:30:00Z",
        "Europe/Berlin,    02:30, 08:00, 2026-10-25T00:30:00Z, 2026-10-25T07:00:00Z",
        "America/New_York, 01:15, 01:45, 2026-11-01T05:15:00Z, 2026-11-01T06:45:00Z"})
    void quietHoursBeginAndEndToTheInstant(String zone, String from, String to, Instant begins, Instant ends) {
        var hours = Hours.quiet(EVERY_DAY, from, to);

        assertThat(open(hours, zone, begins.minusMillis(1))).isEqualTo(begins.minusMillis(1));
        assertThat(open(hours, zone, begins)).isEqualTo(ends);
        assertThat(open(hours, zone, ends.minusMillis(1))).isEqualTo(ends);
        assertThat(open(hours, zone, ends)).isEqualTo(ends);
    }

    @Test
    void hoursThatCrossMidnightBelongToTheDayTheyBeginOn() {
        var hours = contact(List.of("sat"), "22:00", "02:00");

        assertThat(open(hours, "Europe/Berlin", Instant.parse("2026-06-07T00:00:00Z").minusMillis(1))).as("Sunday, 01:59").isEqualTo(Instant.parse("2026-06-06T23:59:59.999Z"));
        assertThat(open(hours, "Europe/Berlin", Instant.parse("2026-06-05T23:00:00Z"))).as("Saturday, 01:00").isEqualTo(Instant.parse("2026-06-06T20:00:00Z"));
    }

    @Test
    void hoursThatNeverMeetAreNeverOpenAndQuietRoundTheClockNeverEnds() {
        var saturday = contact(List.of("sat"), "09:00", "12:00");
        var neverOnSaturday = Hours.quiet(List.of("sat"), "00:00", "24:00");
        var always = Hours.quiet(EVERY_DAY, "00:00", "00:00");
        var berlin = List.of(ZoneId.of("Europe/Berlin"));

        assertThat(Hours.openAt(List.of(saturday, neverOnSaturday), berlin, Instant.EPOCH)).isEqualTo(Instant.MAX);
        assertThat(Hours.openAt(List.of(always), berlin, Instant.EPOCH)).isEqualTo(Instant.MAX);
    }

    @Test
    void whoMayBeAnywhereIsContactedWhenItIsTimeEverywhere() {
        var hours = List.of(contact(EVERY_DAY, "09:00", "17:00"));
        var coasts = List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Chicago"), ZoneId.of("America/Los_Angeles"));

        assertThat(Hours.openAt(hours, coasts, Instant.parse("2026-06-01T13:00:00Z"))).as("nine in Los Angeles").isEqualTo(Instant.parse("2026-06-01T16:00:00Z"));
        assertThat(Hours.openAt(hours, coasts, Instant.parse("2026-06-01T21:00:00Z"))).as("five in New York").isEqualTo(Instant.parse("2026-06-02T16:00:00Z"));
    }

    /** Away from changes of the clock, what is open is what the clock on the wall says. */
    @Test
    void openMeansThatTheClockOnTheWallSaysSo() {
        var random = new Random(42);
        var zones = List.of("Asia/Kathmandu", "Asia/Kolkata", "Africa/Lagos", "Asia/Tokyo", "America/Phoenix", "Pacific/Apia", "Asia/Dubai", "America/Bogota");
        for (int i = 0; i < 5_000; i++) {
            int from = random.nextInt(1_440);
            int to = random.nextInt(1_440);
            var zone = zones.get(random.nextInt(zones.size()));
            var at = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(500_000)));
            var wall = at.atZone(ZoneId.of(zone)).toLocalTime();
            int minute = wall.getHour() * 60 + wall.getMinute();
            boolean open = from < to ? minute >= from && minute < to : minute >= from || minute < to;

            assertThat(open(contact(EVERY_DAY, time(from), time(to)), zone, at).equals(at)).isEqualTo(open);
            assertThat(open(Hours.quiet(EVERY_DAY, time(from), time(to)), zone, at).equals(at)).isEqualTo(!open);
        }
    }

    /** Before, at and after changes of the clock, what is open is what lies between the instants at which windows begin and end. */
    @Test
    void openMeansThatAWindowHasBegunAndNotEnded() {
        var random = new Random(7);
        var zones = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago", "Pacific/Chatham").stream().map(ZoneId::of).toList();
        for (int i = 0; i < 20_000; i++) {
            var zone = zones.get(random.nextInt(zones.size()));
            var change = zone.getRules().nextTransition(Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(300)))).getInstant();
            var at = change.plus(Duration.ofMinutes(random.nextInt(12 * 1_440) - 6 * 1_440)).plusMillis(random.nextInt(2) - 1);
            var days = EVERY_DAY.stream().filter(day -> random.nextInt(3) > 0).toList();
            int from = random.nextInt(1_440);
            int to = random.nextInt(1_440);

            assertThat(open(contact(days, time(from), time(to)), zone.getId(), at).equals(at)).as("%s %s-%s %s at %s", zone, time(from), time(to), days, at)
                .isEqualTo(within(days, from, to, zone, at, true));
            assertThat(open(Hours.quiet(days, time(from), time(to)), zone.getId(), at).equals(at)).isEqualTo(!within(days, from, to, zone, at, false));
        }
    }

    private static boolean within(List<String> days, int from, int to, ZoneId zone, Instant at, boolean contact) {
        var today = at.atZone(zone).toLocalDate();
        return IntStream.rangeClosed(-3, 1).mapToObj(today::plusDays).filter(date -> days.contains(EVERY_DAY.get(date.getDayOfWeek().getValue() - 1))).anyMatch(date ->
            !at.isBefore(instant(date.atStartOfDay().plusMinutes(from), zone, contact)) && at.isBefore(instant(date.atStartOfDay().plusMinutes(to > from ? to : to + 1_440), zone, !contact)));
    }

    private static Instant instant(LocalDateTime wall, ZoneId zone, boolean later) {
        var gap = zone.getRules().getTransition(wall);
        return gap != null && gap.isGap() ? gap.getInstant() : later ? wall.atZone(zone).withLaterOffsetAtOverlap().toInstant() : wall.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private static String time(int minute) {
        return LocalTime.of(minute / 60, minute % 60).toString();
    }

    private static Instant open(Hours hours, String zone, Instant at) {
        return Hours.openAt(List.of(hours), List.of(ZoneId.of(zone)), at);
    }

    private static Hours contact(List<String> days, String from, String to) {
        var json = "[{\"days\":[" + String.join(",", days.stream().map(day -> "\"" + day + "\"").toList()) + "],\"from\":\"" + from + "\",\"to\":\"" + to + "\"}]";
        return Hours.contact(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
