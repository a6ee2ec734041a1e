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
            var setting = any(random, ids);
            if (random.nextInt(3) > 0) {
                model.put(setting, step);
                held = held.with(setting, step);
            } else {
                var type = setting.type();
                boolean whole = random.nextInt(50) == 0;
                model.keySet().removeIf(one -> whole ? one.type() == type : one.equals(setting));
                held = held.without(one -> whole ? one.type() == type : one.equals(setting));
            }
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
        one.with(Setting.of(Type.TONE), 2).with(Setting.of(Type.LANGUAGE), 3);
        one.without(setting -> true);
        assertThat(one.toMap()).isEqualTo(Map.of(Setting.of(Type.TONE), 1));
    }
}
