package dev.heed.choice;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values by setting, in the order of settings. Immutable.
 *
 * <p>Some thirty of them are kept for each of many customers, who come in no order, and most are looked up when one comes: so they lie in three arrays, and
 * not in nodes all over the memory.
 */
public final class BySetting<V> {
    private static final BySetting<?> NOTHING = new BySetting<>(new Setting[0], new Object[0]);

    private final Setting[] settings;
    private final Object[] values;
    /** Where each setting is, counted from 1, at its hash or at the next free place after that; 0 where none is. */
    private final char[] places;

    private BySetting(Setting[] settings, Object[] values) {
        this(settings, values, places(settings));
    }

    private BySetting(Setting[] settings, Object[] values, char[] places) {
        this.settings = settings;
        this.values = values;
        this.places = places;
    }

    /** More than half of them are free, so that looking for one ends soon. */
    private static char[] places(Setting[] settings) {
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

    @SuppressWarnings("unchecked")
    public static <V> BySetting<V> nothing() {
        return (BySetting<V>) NOTHING;
    }

    public static <V> BySetting<V> of(Map<Setting, V> values) {
        var sorted = new TreeMap<>(values);
        return new BySetting<>(sorted.keySet().stream().map(Setting::shared).toArray(Setting[]::new), sorted.values().toArray());
    }

    /** The value of a setting; null where there is none. */
    public V get(Setting setting) {
        int at = find(setting);
        return at < 0 ? null : value(at);
    }

    private int find(Setting setting) {
        int place = first(setting, places);
        while (places[place] != 0 && !settings[places[place] - 1].equals(setting)) {
            place = next(place, places);
        }
        return places[place] - 1;
    }

    public Setting setting(int at) {
        return settings[at];
    }

    @SuppressWarnings("unchecked")
    public V value(int at) {
        return (V) values[at];
    }

    /** The same with another value for one setting. */
    public BySetting<V> with(Setting setting, V value) {
        int at = find(setting);
        if (at >= 0) {
            var replaced = values.clone();
            replaced[at] = value;
            return new BySetting<>(settings, replaced, places);
        }
        int to = -1 - Arrays.binarySearch(settings, setting);
        var moreSettings = Arrays.copyOf(settings, settings.length + 1);
        var moreValues = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(settings, to, moreSettings, to + 1, settings.length - to);
        System.arraycopy(values, to, moreValues, to + 1, values.length - to);
        moreSettings[to] = setting.shared();
        moreValues[to] = value;
        return new BySetting<>(moreSettings, moreValues);
    }

    /** The same without the settings that are so. */
    public BySetting<V> without(Predicate<Setting> unwanted) {
        var left = IntStream.range(0, settings.length).filter(at -> !unwanted.test(settings[at])).toArray();
        return left.length == settings.length ? this
            : new BySetting<>(Arrays.stream(left).mapToObj(at -> settings[at]).toArray(Setting[]::new), Arrays.stream(left).mapToObj(at -> values[at]).toArray());
    }

    public int size() {
        return settings.length;
    }

    public boolean isEmpty() {
        return settings.length == 0;
    }

    public void forEach(BiConsumer<Setting, ? super V> taker) {
        for (int at = 0; at < settings.length; at++) {
            taker.accept(settings[at], value(at));
        }
    }

    public Stream<Setting> settings() {
        return Arrays.stream(settings);
    }

    /** A copy, for whoever wants more of it than to look values up. */
    public SortedMap<Setting, V> toMap() {
        var map = new TreeMap<Setting, V>();
        forEach(map::put);
        return Collections.unmodifiableSortedMap(map);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BySetting<?> that && Arrays.equals(settings, that.settings) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(settings) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(settings);
    }
}
