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
 * <p>Some thirty of them are kept for each of many customers, who come in no order, and most are looked up when one comes: so they lie in arrays, and
 * not in nodes all over the memory.
 */
public final class BySetting<V> {
    private static final BySetting<?> NOTHING = new BySetting<>(SettingSet.NONE, new Object[0]);

    private final SettingSet settings;
    private final Object[] values;

    private BySetting(SettingSet settings, Object[] values) {
        this.settings = settings;
        this.values = values;
    }

    @SuppressWarnings("unchecked")
    public static <V> BySetting<V> nothing() {
        return (BySetting<V>) NOTHING;
    }

    public static <V> BySetting<V> of(Map<Setting, V> values) {
        var sorted = new TreeMap<>(values);
        return new BySetting<>(SettingSet.of(sorted), sorted.values().toArray());
    }

    /** The value of a setting; null where there is none. */
    public V get(Setting setting) {
        int at = find(setting);
        return at < 0 ? null : value(at);
    }

    /** Where a setting stands, counted from 0; -1 where it has no value. */
    public int find(Setting setting) {
        return settings.find(setting);
    }

    public Setting setting(int at) {
        return settings.get(at);
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
            return new BySetting<>(settings, replaced);
        }
        var settingsAfter = new Setting[size() + changes.size()];
        var valuesAfter = new Object[settingsAfter.length];
        int from = 0;
        int to = 0;
        for (var change : changes.entrySet()) {
            for (; from < size() && setting(from).compareTo(change.getKey()) < 0; from++, to++) {
                settingsAfter[to] = setting(from);
                valuesAfter[to] = values[from];
            }
            boolean had = from < size() && setting(from).equals(change.getKey());
            if (change.getValue() != null) {
                settingsAfter[to] = had ? setting(from) : change.getKey().shared();
                valuesAfter[to++] = change.getValue();
            }
            from += had ? 1 : 0;
        }
        for (; from < size(); from++, to++) {
            settingsAfter[to] = setting(from);
            valuesAfter[to] = values[from];
        }
        return new BySetting<>(new SettingSet(Arrays.copyOf(settingsAfter, to)), Arrays.copyOf(valuesAfter, to));
    }

    public int size() {
        return values.length;
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    public void forEach(BiConsumer<Setting, ? super V> taker) {
        for (int at = 0; at < size(); at++) {
            taker.accept(setting(at), value(at));
        }
    }

    public Stream<Setting> settings() {
        return settings.stream();
    }

    /** A copy, for whoever wants more of it than to look values up. */
    public SortedMap<Setting, V> toMap() {
        var map = new TreeMap<Setting, V>();
        forEach(map::put);
        return Collections.unmodifiableSortedMap(map);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BySetting<?> that && settings.equals(that.settings) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * settings.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
