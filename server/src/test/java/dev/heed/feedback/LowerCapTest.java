package dev.heed.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.choice.Frequency;
import dev.heed.choice.Frequency.Per;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A cap that is suggested is below what came and below what holds. */
class LowerCapTest {
    private static final Instant NOW = Instant.parse("2026-11-16T10:00:00Z");

    private static List<Instant> daily(int days) {
        return IntStream.range(0, days).mapToObj(day -> NOW.minus(Duration.ofDays(day))).toList();
    }

    @Test
    void aSuggestedCapIsBelowWhatCameAndNeverLooserThanTheOneItReplaces() {
        for (int came = 0; came <= 30; came++) {
            for (var per : Per.values()) {
                for (int max = 1; max <= 40; max++) {
                    var own = new Frequency(max, per);
                    int all = came;
                    LowerCap.below(daily(came), NOW, Optional.of(own), List.of()).ifPresent(cap -> {
                        assertThat(LowerCap.implies(cap, own)).isTrue();
                        assertThat(cap).isNotEqualTo(own);
                        assertThat(cap.max()).isLessThan(Math.min(all, cap.per().days()));
                    });
                }
            }
        }
    }

    @Test
    void aCapThatAnotherMakesNeedlessIsNotSuggested() {
        assertThat(LowerCap.below(daily(30), NOW, Optional.empty(), List.of(new Frequency(1, Per.MONTH)))).isEmpty();
        assertThat(LowerCap.below(daily(30), NOW, Optional.empty(), List.of(new Frequency(3, Per.WEEK)))).contains(new Frequency(2, Per.WEEK));
    }

    @Test
    void sevenADayApartAreNotOneAWeek() {
        assertThat(LowerCap.implies(new Frequency(1, Per.DAY), new Frequency(7, Per.WEEK))).isTrue();
        assertThat(LowerCap.implies(new Frequency(1, Per.DAY), new Frequency(6, Per.WEEK))).isFalse();
        assertThat(LowerCap.implies(new Frequency(7, Per.WEEK), new Frequency(1, Per.DAY))).isFalse();
        assertThat(LowerCap.implies(new Frequency(1, Per.WEEK), new Frequency(1, Per.DAY))).isTrue();
    }
}
