package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.consent.ConsentStatus;
import dev.heed.consent.Standing;
import dev.heed.customer.CustomerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one customer has asked for, and what holds.
 *
 * @param version grows by one with each change; 0 for a customer never seen
 * @param updatedAt when anything last changed; empty at version 0
 * @param at the moment for which it is resolved
 */
public record Preferences(CustomerId customer, long version, Catalog catalog, Optional<Instant> updatedAt, Choices chosen,
                          Standing standing, Instant at) {
    static Preferences of(CustomerId customer, Catalog catalog, Stored stored, Instant at) {
        return new Preferences(customer, stored.version, catalog, stored.updatedAt, stored.chosen, stored.standing, at);
    }

    /** Changes whenever the answer would: with the version, the catalog, and what lapses by itself. */
    public String etag() {
        return etag(lapses());
    }

    String etag(Lapses lapses) {
        int lapsed = lapses.passed(at);
        return "\"" + version + "." + catalog.version() + (lapsed > 0 ? "." + lapsed : "") + "\"";
    }

    /** The same at another moment, if nothing else changes. */
    public Preferences at(Instant moment) {
        return new Preferences(customer, version, catalog, updatedAt, chosen, standing, moment);
    }

    /** What was chosen for a setting, or else what the chosen relationship brings. */
    public Optional<JsonNode> choice(Setting setting) {
        return chosen.value(setting).or(() -> Resolution.preset(catalog, chosen).value(setting));
    }

    /** Whether any setting of a kind was chosen, or comes with the chosen relationship. */
    public boolean anyChoice(Predicate<Setting> kind) {
        return chosen.values().keySet().stream().anyMatch(kind) || Resolution.preset(catalog, chosen).values().keySet().stream().anyMatch(kind);
    }

    /** What holds at that moment. Resolved anew at each call: whoever needs it twice keeps it. */
    public Effective effective() {
        return Resolution.of(catalog, chosen, standing, at);
    }

    /** What holds at that moment, of channels, topics and purposes only what bears on one topic and some purposes. */
    public Effective effective(String topic, Collection<String> purposes) {
        return Resolution.of(catalog, chosen, standing, at, catalog.topics().get(topic), purposes);
    }

    /** Up to when the same holds as at that moment, unless the customer or the brand changes it; the end of time when nothing lapses. */
    public Instant holdsUntil() {
        return lapses().next(at);
    }

    /** When what holds changes by itself. */
    Lapses lapses() {
        return Lapses.of(catalog, chosen, standing);
    }

    /** As it is served. */
    public Document document() {
        return Document.of(this);
    }

    /** Where a consent stands at that moment: one that was given may have expired meanwhile. */
    public ConsentStatus statusOf(Setting setting, Asked asked) {
        boolean expired = standing.lapses(setting, asked).map(moment -> !moment.isAfter(at)).orElse(false);
        return expired ? ConsentStatus.EXPIRED : standing.status(setting);
    }

    /** What the database keeps of it. */
    record Stored(long version, Optional<Instant> updatedAt, Choices chosen, Standing standing) {
        static final Stored NOTHING = new Stored(0, Optional.empty(), Choices.NONE, Standing.NONE);
    }
}
