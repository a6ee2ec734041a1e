package dev.heed.choice;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Settings in their order, and quickly found. Immutable.
 *
 * <p>What is known of them lies beside it, in arrays of the same order.
 */
public final class SettingSet {
    public static final SettingSet NONE = new SettingSet(new Setting[0]);

    private final Setting[] settings;
    /** Where each setting is, counted from 1, at its hash or at the next free place after that; 0 where none is. */
    private final char[] places;

    /** @param settings in their order; not to be changed any more */
    SettingSet(Setting[] settings) {
        this.settings = settings;
        this.places = places(settings);
    }

    /** The settings of a map, in their order. */
    public static SettingSet of(SortedMap<Setting, ?> settings) {
        return new SettingSet(settings.keySet().toArray(Setting[]::new));
    }

    /** More than half of them are free, so that looking for one ends soon. */
    private static char[] places(Setting[] settings) {
        if (settings.length >= Character.MAX_VALUE) {
            throw new IllegalArgumentException("a request cannot hold " + settings.length + " settings");
        }
        var places = new char[Integer.highestOneBit(settings.length * 2 + 1) * 2];
        for (int at = 0; at < settings.length; at++) {
            int place = first(settings[at], places);
            while (places[place] != 0) {
                place = next(place, places);
            }
            places[place] = (char) (at + 1);
        }
        return places;
    }

    private static int first(Setting setting, char[] places) {
        int hash = setting.hashCode() * 0x9e3779b9;
        return (hash ^ hash >>> 16) & places.length - 1;
    }

    private static int next(int place, char[] places) {
        return place + 1 & places.length - 1;
    }

    /** Where a setting stands, counted from 0; -1 where it is not in it. */
    public int find(Setting setting) {
        int place = first(setting, places);
        while (places[place] != 0 && !settings[places[place] - 1].equals(setting)) {
            place = next(place, places);
        }
        return places[place] - 1;
    }

    public Setting get(int at) {
        return settings[at];
    }

    public int size() {
        return settings.length;
    }

    public Stream<Setting> stream() {
        return Arrays.stream(settings);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingSet that && Arrays.equals(settings, that.settings);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(settings);
    }

    @Override
    public String toString() {
        return Arrays.toString(settings);
    }
}
