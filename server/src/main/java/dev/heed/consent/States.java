package dev.heed.consent;

import dev.heed.choice.Setting;
import dev.heed.choice.SettingSet;
import dev.heed.consent.Standing.State;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where each of some consents stands, in the order of settings. Immutable.
 *
 * <p>Every answer asks for most of them, and customers come in no order: so they lie side by side, and not in objects all over the memory.
 */
final class States {
    static final States NONE = new States(SettingSet.NONE, new long[0]);

    private static final ConsentStatus[] STATUSES = ConsentStatus.values();
    private static final int NUMBERS = 3;
    private static final int STATUS_BITS = 8;

    private final SettingSet settings;
    /** For each since when, the index, and the version of the notice above the status. */
    private final long[] numbers;

    private States(SettingSet settings, long[] numbers) {
        this.settings = settings;
        this.numbers = numbers;
    }

    static States of(SortedMap<Setting, State> states) {
        var numbers = new long[states.size() * NUMBERS];
        int at = 0;
        for (var state : states.values()) {
            put(numbers, at++, state);
        }
        return new States(SettingSet.of(states), numbers);
    }

    private static void put(long[] numbers, int at, State state) {
        numbers[at * NUMBERS] = state.sinceMillis();
        numbers[at * NUMBERS + 1] = state.index();
        numbers[at * NUMBERS + 2] = state.noticeVersion() << STATUS_BITS | state.status().ordinal();
    }

    int size() {
        return settings.size();
    }

    Setting setting(int at) {
        return settings.get(at);
    }

    /** Where a setting stands, counted from 0; -1 where it has no state. */
    int find(Setting setting) {
        return settings.find(setting);
    }

    State get(int at) {
        return new State(status(at), sinceMillis(at), numbers[at * NUMBERS + 1], noticeVersion(at));
    }

    ConsentStatus status(int at) {
        return STATUSES[(int) numbers[at * NUMBERS + 2] & (1 << STATUS_BITS) - 1];
    }

    long sinceMillis(int at) {
        return numbers[at * NUMBERS];
    }

    long noticeVersion(int at) {
        return numbers[at * NUMBERS + 2] >> STATUS_BITS;
    }

    /** The same after changes. */
    States changed(SortedMap<Setting, State> changes) {
        int only = changes.size() == 1 ? find(changes.firstKey()) : -1;
        if (only >= 0) {
            var replaced = numbers.clone();
            put(replaced, only, changes.get(changes.firstKey()));
            return new States(settings, replaced);
        }
        var states = new TreeMap<Setting, State>();
        for (int at = 0; at < size(); at++) {
            states.put(setting(at), get(at));
        }
        changes.forEach((setting, state) -> states.put(setting.shared(), state));
        return of(states);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof States that && settings.equals(that.settings) && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return 31 * settings.hashCode() + Arrays.hashCode(numbers);
    }
}
