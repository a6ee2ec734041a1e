package dev.heed.preferences;

import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.consent.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The moments at which what holds changes by itself: a pause ends, a consent expires. */
record Lapses(List<Instant> moments) {
    static Lapses of(Catalog catalog, Choices chosen, Standing standing) {
        var moments = new ArrayList<Instant>();
        chosen.pauseEnd().ifPresent(moments::add);
        for (var topic : catalog.topics().values()) {
            if (topic.expiresAfter() != null) {
                standing.lapses(Setting.of(Type.TOPIC, topic.id()), topic).ifPresent(moments::add);
            }
        }
        for (var purpose : catalog.purposes().values()) {
            if (purpose.expiresAfter() != null) {
                standing.lapses(Setting.of(Type.PURPOSE, purpose.id()), purpose).ifPresent(moments::add);
            }
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
