package dev.heed.preferences;

import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.consent.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The moments at which what holds changes by itself: a pause ends, a consent expires. */
record Lapses(List<Instant> moments) {
    static Lapses of(Catalog catalog, Choices chosen, Standing standing) {
        var moments = new ArrayList<Instant>();
        chosen.pauseEnd().ifPresent(moments::add);
        for (var lapsing : Offered.of(catalog).lapsing()) {
            standing.lapses(lapsing.setting(), lapsing.asked()).ifPresent(moments::add);
        }
        return new Lapses(moments);
    }

    /** How many have passed. */
    int passed(Instant now) {
        int passed = 0;
        for (var moment : moments) {
            passed += moment.isAfter(now) ? 0 : 1;
        }
        return passed;
    }

    /** The next one; the end of time when there is none. */
    Instant next(Instant now) {
        var next = Instant.MAX;
        for (var moment : moments) {
            next = moment.isAfter(now) && moment.isBefore(next) ? moment : next;
        }
        return next;
    }
}
