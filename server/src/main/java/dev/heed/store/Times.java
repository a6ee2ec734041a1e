package dev.heed.store;

import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes and reads moments as the contract has them: RFC 3339 in UTC with milliseconds. */
public final class Times {
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int USUAL_LENGTH = "2026-03-29T01:30:00.000Z".length();

    private Times() {}

    /** {@code 2026-03-29T01:30:00.000Z}. */
    public static String text(Instant moment) {
        var utc = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            return RFC_3339.format(moment);
        }
        var text = new StringBuilder(USUAL_LENGTH);
        twoDigits(text, utc.getYear() / 100);
        twoDigits(text, utc.getYear() % 100);
        twoDigits(text.append('-'), utc.getMonthValue());
        twoDigits(text.append('-'), utc.getDayOfMonth());
        twoDigits(text.append('T'), utc.getHour());
        twoDigits(text.append(':'), utc.getMinute());
        twoDigits(text.append(':'), utc.getSecond());
        int millis = utc.getNano() / 1_000_000;
        twoDigits(text.append('.'), millis / 10);
        return text.append((char) ('0' + millis % 10)).append('Z').toString();
    }

    /** The moment that {@link #text} wrote. */
    public static Instant read(String text) {
        if (text.length() != USUAL_LENGTH) {
            return Instant.parse(text);
        }
        return LocalDateTime.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), number(text, 11, 13), number(text, 14, 16), number(text, 17, 19),
            number(text, 20, 23) * 1_000_000).toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static void twoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /**
     * The moment of an RFC 3339 date and time with any offset.
     *
     * @throws Problem contract_violation when there is no such moment
     */
    public static Instant parse(String text, String pointer) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException nonsense) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, pointer, "this is no date and time of RFC 3339");
        }
    }
}
