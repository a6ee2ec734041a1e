package dev.heed.store;

import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes and reads moments as the contract has them: RFC 3339 in UTC with milliseconds. */
public final class Times {
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** {@code 2026-03-29T01:30:00.000Z}. */
    public static String text(Instant moment) {
        return RFC_3339.format(moment);
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
