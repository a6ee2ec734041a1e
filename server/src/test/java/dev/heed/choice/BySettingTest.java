package dev.heed.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.choice.Setting.Type;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It is a sorted map, whatever is put into it and taken out again. */
class BySettingTest {
    private static final int STEPS = 2_000;

    private static Setting any(Random random, int ids) {
        var type = Type.values()[random.nextInt(Type.values().length)];
        return type == Type.TOPIC_CHANNEL ? Setting.topicChannel("t" + random.nextInt(ids), "c" + random.nextInt(ids)) : Setting.of(type, "i" + random.nextInt(ids));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void itHoldsWhatASortedMapHoldsInTheSameOrder(int ids) {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var model = new TreeMap<Setting, Integer>();
        var held = BySetting.<Integer>nothing();
        for (int step = 0; step < STEPS; step++) {
            var changes = new TreeMap<Setting, Integer>();
            for (int i = random.nextInt(1 + random.nextInt(6)); i >= 0; i--) {
                changes.put(any(random, ids), random.nextInt(3) > 0 ? step + i : null);
            }
            held = held.changed(changes);
            changes.forEach((setting, value) -> {
                if (value == null) {
                    model.remove(setting);
                } else {
                    model.put(setting, value);
                }
            });
            var looked = any(random, ids);
            assertThat(held.get(looked)).as("seed %d, step %d", seed, step).isEqualTo(model.get(looked));
            assertThat(held.size()).as("seed %d, step %d", seed, step).isEqualTo(model.size());
        }
        var order = new ArrayList<Map.Entry<Setting, Integer>>();
        held.forEach((setting, value) -> order.add(Map.entry(setting, value)));
        assertThat(order).as("seed %d", seed).isEqualTo(new ArrayList<>(model.entrySet()));
        assertThat(held.toMap()).isEqualTo(model);
        assertThat(BySetting.of(model)).isEqualTo(held).hasSameHashCodeAs(held);
        assertThat(held.settings()).containsExactlyElementsOf(model.keySet());
    }

    @Test
    void aChangeLeavesWhatWasBefore() {
        var one = BySetting.of(Map.of(Setting.of(Type.TONE), 1));
        one.changed(new TreeMap<>(Map.of(Setting.of(Type.TONE), 2, Setting.of(Type.LANGUAGE), 3)));
        one.changed(new TreeMap<>(Map.of(Setting.of(Type.TONE), 4)));
        assertThat(one.toMap()).isEqualTo(Map.of(Setting.of(Type.TONE), 1));
    }
}
