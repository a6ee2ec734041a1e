package dev.heed.tally;

import dev.heed.choice.Setting;
import dev.heed.consent.ConsentStatus;
import dev.heed.tally.Counts.Change;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes of counted changes, day by day, where consents stood: each change takes a customer from one status to another. */
final class Timeline {
    private final Map<ConsentStatus, Long> opening = new EnumMap<>(ConsentStatus.class);
    private final TreeMap<Long, Map<ConsentStatus, Long>> records = new TreeMap<>();
    private final TreeMap<Long, Map<ConsentStatus, Long>> moves = new TreeMap<>();

    private Timeline() {}

    /** @param first the first day whose changes stand on their own; what lies before it makes the opening */
    static List<Summary.OfSetting> of(Map<Change, Long> changes, long first) {
        var bySetting = new TreeMap<Setting, Timeline>();
        changes.forEach((change, count) -> bySetting.computeIfAbsent(change.setting(), none -> new Timeline()).add(change, count, first));
        var settings = new ArrayList<Summary.OfSetting>();
        bySetting.forEach((setting, timeline) -> settings.add(new Summary.OfSetting(setting, known(timeline.opening), timeline.days())));
        return settings;
    }

    private void add(Change change, long count, long first) {
        boolean before = change.day() < first;
        var standing = before ? opening : moves.computeIfAbsent(change.day(), none -> new EnumMap<>(ConsentStatus.class));
        standing.merge(change.status(), count, Long::sum);
        standing.merge(change.previous(), -count, Long::sum);
        if (!before) {
            records.computeIfAbsent(change.day(), none -> new EnumMap<>(ConsentStatus.class)).merge(change.status(), count, Long::sum);
        }
    }

    private List<Summary.Day> days() {
        var days = new ArrayList<Summary.Day>();
        var standing = new EnumMap<ConsentStatus, Long>(ConsentStatus.class);
        standing.putAll(opening);
        moves.forEach((day, moved) -> {
            moved.forEach((status, count) -> standing.merge(status, count, Long::sum));
            days.add(new Summary.Day(LocalDate.ofEpochDay(day), records.get(day), known(standing)));
        });
        return days;
    }

    /** Nobody is counted who was never asked, and no status that nobody has. */
    private static Map<ConsentStatus, Long> known(Map<ConsentStatus, Long> standing) {
        var known = new EnumMap<ConsentStatus, Long>(ConsentStatus.class);
        standing.forEach((status, count) -> {
            if (status != ConsentStatus.UNKNOWN && count != 0) {
                known.put(status, count);
            }
        });
        return known;
    }
}
