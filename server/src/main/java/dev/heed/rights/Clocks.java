package dev.heed.rights;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;

/** Whether clocks on the wall in different places show the same time. */
final class Clocks {
    /** So many changes of the clock are compared; a zone's rules beyond that are a guess anyway. */
    private static final int CHANGES_AHEAD = 20;

    private Clocks() {}

    /** Whether in all these places it is always the same time as in another, from a moment on. */
    static boolean agree(Collection<ZoneId> places, ZoneId another, Instant from) {
        return places.stream().allMatch(place -> agree(place, another, from));
    }

    private static boolean agree(ZoneId one, ZoneId another, Instant from) {
        var ones = one.getRules();
        var anothers = another.getRules();
        if (ones.equals(anothers)) {
            return true;
        }
        if (!ones.getOffset(from).equals(anothers.getOffset(from))) {
            return false;
        }
        var at = from;
        for (int change = 0; change < CHANGES_AHEAD; change++) {
            var next = ones.nextTransition(at);
            var other = anothers.nextTransition(at);
            if (next == null || other == null) {
                return next == other;
            }
            if (!next.equals(other)) {
                return false;
            }
            at = next.getInstant();
        }
        return true;
    }
}
