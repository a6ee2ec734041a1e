package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.consent.Standing;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The moments at which what holds changes by itself: a pause ends, a consent expires. */
record Lapses(List<Instant> moments) {
    static Lapses of(Catalog catalog, Choices chosen, Standing standing) {
        var moments = new ArrayList<Instant>();
        chosen.value(Setting.of(Type.PAUSED)).map(Lapses::end).ifPresent(moments::add);
        catalog.topics().values().forEach(topic -> standing.lapses(Setting.of(Type.TOPIC, topic.id()), topic).ifPresent(moments::add));
        catalog.purposes().values().forEach(purpose -> standing.lapses(Setting.of(Type.PURPOSE, purpose.id()), purpose).ifPresent(moments::add));
        return new Lapses(moments);
    }

    /** When a pause ends. */
    static Instant end(JsonNode pause) {
        return OffsetDateTime.parse(pause.get("until").textValue()).toInstant();
    }

    /** How many have passed. */
    int passed(Instant now) {
        return (int) moments.stream().filter(moment -> !moment.isAfter(now)).count();
    }

    /** The next one. */
    Optional<Instant> next(Instant now) {
        return moments.stream().filter(moment -> moment.isAfter(now)).min(Comparator.naturalOrder());
    }
}
