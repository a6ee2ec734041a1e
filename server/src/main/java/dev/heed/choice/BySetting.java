package dev.heed.choice;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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

    @SuppressWarnings("unchecked")
    public static <V> BySetting<V> nothing() {
        return (BySetting<V>) NOTHING;
    }

    public static <V> BySetting<V> of(Map<Setting, V> values) {
        var sorted = new TreeMap<>(values);
        return new BySetting<>(sorted.keySet().toArray(Setting[]::new), sorted.values().toArray());
    }

    /** The value of a setting; null where there is none. */
    public V get(Setting setting) {
        int at = find(setting);
        return at < 0 ? null : value(at);
    }

    /** Where a setting stands, counted from 0; -1 where it has no value. */
    public int find(Setting setting) {
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

    /** The same after changes: what each of these settings has now, null where it has nothing any more. */
    public BySetting<V> changed(SortedMap<Setting, V> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        if (changes.size() == 1 && changes.get(changes.firstKey()) != null && find(changes.firstKey()) >= 0) {
            var replaced = values.clone();
            replaced[find(changes.firstKey())] = changes.get(changes.firstKey());
            return new BySetting<>(settings, replaced, places);
        }
        var settingsAfter = new Setting[settings.length + changes.size()];
        var valuesAfter = new Object[settingsAfter.length];
        int from = 0;
        int to = 0;
        for (var change : changes.entrySet()) {
            for (; from < settings.length && settings[from].compareTo(change.getKey()) < 0; from++, to++) {
                settingsAfter[to] = settings[from];
                valuesAfter[to] = values[from];
            }
            boolean had = from < settings.length && settings[from].equals(change.getKey());
            if (change.getValue() != null) {
                settingsAfter[to] = had ? settings[from] : change.getKey().shared();
                valuesAfter[to++] = change.getValue();
            }
            from += had ? 1 : 0;
        }
        int left = settings.length - from;
        System.arraycopy(settings, from, settingsAfter, to, left);
        System.arraycopy(values, from, valuesAfter, to, left);
        return new BySetting<>(Arrays.copyOf(settingsAfter, to + left), Arrays.copyOf(valuesAfter, to + left));
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
