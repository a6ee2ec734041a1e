package dev.heed.rights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.choice.Frequency;
import dev.heed.choice.WeekHours;
import dev.heed.store.Json;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Of what holds here and what comes from elsewhere, what lets through nothing that either would not.
 *
 * <p>An answer that is the value that holds means that it is kept; an empty one, that the two have nothing in common that could be said.
 */
final class Stricter {
    private Stricter() {}

    /** The cap that is never looser than the other; the one that holds where each is looser at times. */
    static JsonNode cap(JsonNode holds, JsonNode comes) {
        return Frequency.of(comes).implies(Frequency.of(holds)) ? comes : holds;
    }

    static Optional<JsonNode> hours(JsonNode holds, JsonNode comes) {
        var here = WeekHours.of(holds);
        var common = here.and(WeekHours.of(comes));
        if (common.equals(here)) {
            return Optional.of(holds);
        }
        return common.isEmpty() || !common.canBeWritten() ? Optional.empty() : Optional.of(common.toJson());
    }

    static Optional<JsonNode> callers(JsonNode holds, JsonNode comes) {
        var common = Json.object().arrayNode();
        holds.forEach(here -> comes.forEach(there -> {
            if (here.equals(there)) {
                common.add(here);
            }
        }));
        return common.isEmpty() ? Optional.empty() : Optional.of(common.size() == holds.size() ? holds : common);
    }

    /** The pause that ends later. */
    static JsonNode pause(JsonNode holds, JsonNode comes) {
        return end(comes).isAfter(end(holds)) ? comes : holds;
    }

    /** When a pause ends. */
    static java.time.Instant end(JsonNode pause) {
        return OffsetDateTime.parse(pause.path("until").textValue()).toInstant();
    }
}
