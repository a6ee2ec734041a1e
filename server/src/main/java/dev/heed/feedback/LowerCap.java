package dev.heed.feedback;

import dev.heed.choice.Frequency;
import dev.heed.choice.Frequency.Per;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds a cap below what came, in the last week or else in the last month: half of it, or less where what holds is lower already. */
final class LowerCap {
    private static final List<Per> SPANS = List.of(Per.WEEK, Per.MONTH);

    private LowerCap() {}

    /**
     * The highest such cap that is stricter than the one it would replace, and that the caps beside it do not make needless.
     *
     * @param came when that came which the cap would count
     */
    static Optional<Frequency> below(List<Instant> came, Instant now, Optional<Frequency> replaced, List<Frequency> beside) {
        for (var span : SPANS) {
            long count = came.stream().filter(at -> at.isAfter(now.minus(Duration.ofDays(span.days())))).count();
            for (int max = (int) Math.min(1_000, count / 2); max >= 1; max--) {
                var cap = new Frequency(max, span);
                boolean stricter = replaced.map(own -> implies(cap, own) && !implies(own, cap)).orElse(true);
                if (stricter && beside.stream().noneMatch(other -> implies(other, cap))) {
                    return Optional.of(cap);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether whatever keeps to one cap keeps to another: even with as many at once as it allows, each time its span begins anew. */
    static boolean implies(Frequency one, Frequency other) {
        int spans = (other.per().days() + one.per().days() - 1) / one.per().days();
        return one.max() * spans <= other.max();
    }
}
