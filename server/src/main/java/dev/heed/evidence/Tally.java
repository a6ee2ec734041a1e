package dev.heed.evidence;

import dev.heed.consent.ConsentStatus;
import dev.heed.consent.Logged;
import dev.heed.consent.NoticeShown;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the records of a package add up to. Holds counts, never a record; their number grows with the catalog and the months, not with the log. */
final class Tally {
    private static final int MONTH = 7;

    private final SortedMap<String, Map<ConsentStatus, Long>> bySetting = new TreeMap<>();
    private final SortedMap<String, Map<ConsentStatus, Long>> byMonth = new TreeMap<>();
    private final Map<NoticeShown, Long> notices = new LinkedHashMap<>();
    private long records;
    private long erased;
    private long redacted;

    void add(Logged logged, Predicate<String> keeps) {
        var record = logged.record();
        records++;
        if (logged.isErased()) {
            erased++;
        } else if (!logged.personal().keySet().stream().allMatch(keeps)) {
            redacted++;
        }
        record.status().ifPresent(status -> {
            count(bySetting, record.setting().toString(), status);
            count(byMonth, record.recordedAt().toString().substring(0, MONTH), status);
        });
        record.notice().ifPresent(notice -> notices.putIfAbsent(notice, record.catalogVersion()));
    }

    private static void count(SortedMap<String, Map<ConsentStatus, Long>> counts, String of, ConsentStatus status) {
        counts.computeIfAbsent(of, first -> new EnumMap<>(ConsentStatus.class)).merge(status, 1L, Long::sum);
    }

    long records() {
        return records;
    }

    /** Of whom nothing personal is left. */
    long erased() {
        return erased;
    }

    /** Which say some of what is personal, and withhold some. */
    long redacted() {
        return redacted;
    }

    /** How often each consent was given, refused and so on, by setting: {@code topic:offers}. */
    SortedMap<String, Map<ConsentStatus, Long>> bySetting() {
        return bySetting;
    }

    /** The same by the month in which it was recorded: {@code 2026-11}. */
    SortedMap<String, Map<ConsentStatus, Long>> byMonth() {
        return byMonth;
    }

    /** Each notice that was shown, with a version of the catalog that holds its text. */
    Map<NoticeShown, Long> notices() {
        return notices;
    }
}
