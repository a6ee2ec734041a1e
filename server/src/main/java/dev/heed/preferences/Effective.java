package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What holds for a customer at one moment: every setting resolved, each with where its value comes from. */
public record Effective(Resolved language, Resolved timeZone, Resolved tone, Resolved relationship, Resolved stopped, Resolved paused,
                        Resolved frequency, Resolved contactHours, Resolved overflow, Resolved preferredChannel,
                        Map<String, Channel> channels, Map<String, Topic> topics, Map<String, Resolved> purposes) {
    /** Where a value comes from. */
    public enum From {
        CUSTOMER, RELATIONSHIP, CATALOG, POLICY, SIGNAL, LAW;

        private final String id = name().toLowerCase(java.util.Locale.ROOT);

        /** The name in the contract. */
        public String id() {
            return id;
        }
    }

    /** A value, a JSON null where there is none, and where it comes from. */
    public record Resolved(JsonNode value, From from) {
        /** Whether a yes-or-no setting is yes. */
        public boolean yes() {
            return value.booleanValue();
        }
    }

    /** When the pause that holds ends; empty when none does. */
    public Optional<Instant> pausedUntil() {
        return paused.value().isNull() ? Optional.empty() : Optional.of(Lapses.end(paused.value()));
    }

    /** @param callers empty on a channel on which nobody calls */
    public record Channel(Resolved allowed, Resolved frequency, Resolved contactHours, Optional<Resolved> callers) {}

    /** @param channels whether the topic may come on each of its channels, everything weighed */
    public record Topic(Resolved allowed, Resolved frequency, Map<String, Resolved> channels) {
        /** Whether it may come at all. */
        public boolean comes() {
            return channels.values().stream().anyMatch(Resolved::yes);
        }
    }
}
