package dev.heed.tally;

import dev.heed.choice.Setting;
import dev.heed.consent.ConsentStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What happened on some days, in figures that name nobody.
 *
 * @param withdrawals by day, none of them zero
 * @param delays how many withdrawals took how long at most, in milliseconds
 * @param sent how many contacts were sent, by day
 * @param withheld how many were held back, by day
 * @param released how many places were given back or lapsed, by day
 * @param reasons how many contacts were held back for which reason
 * @param contactsUpTo the moment up to which contacts are counted; empty when it is all of them
 */
public record Summary(LocalDate from, LocalDate to, Log log, List<OfSetting> settings, SortedMap<LocalDate, Long> withdrawals, SortedMap<Long, Long> delays,
                      SortedMap<LocalDate, Long> sent, SortedMap<LocalDate, Long> withheld, SortedMap<LocalDate, Long> released, SortedMap<String, Long> reasons,
                      Optional<Instant> contactsUpTo) {
    /**
     * The log that was counted.
     *
     * @param size how many entries it has
     * @param counted how many of them the figures hold
     * @param checked how many were found to agree with the tree
     */
    public record Log(String origin, long size, long counted, long checked, Optional<Instant> lastEntryAt) {}

    /**
     * One topic or purpose.
     *
     * @param opening how many customers stood where before the first day
     */
    public record OfSetting(Setting setting, Map<ConsentStatus, Long> opening, List<Day> days) {}

    /**
     * A day on which something was recorded.
     *
     * @param records how many with which status
     * @param standing how many customers stood where when the day ended, or stand there now
     */
    public record Day(LocalDate day, Map<ConsentStatus, Long> records, Map<ConsentStatus, Long> standing) {}

    /** How long withdrawals took at most, such a share of them; too high by a sixty-fourth at most. */
    public OptionalLong percentile(int percent) {
        return Delays.percentile(delays, percent);
    }
}
