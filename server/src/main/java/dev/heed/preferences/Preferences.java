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
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one customer has asked for, and what holds.
 *
 * @param version grows by one with each change; 0 for a customer never seen
 * @param updatedAt when anything last changed; empty at version 0
 * @param at the moment for which it is resolved
 * @param erased whether everything that was held on the customer was erased, and nothing was chosen since
 */
public record Preferences(CustomerId customer, long version, Catalog catalog, Optional<Instant> updatedAt, Choices chosen,
                          Standing standing, Instant at, boolean erased) {
    static Preferences of(CustomerId customer, Catalog catalog, Stored stored, Instant at) {
        return new Preferences(customer, stored.version, catalog, stored.updatedAt, stored.chosen, stored.standing, at, stored.erased);
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
        return new Preferences(customer, version, catalog, updatedAt, chosen, standing, moment, erased);
    }

    /** What holds at that moment. */
    public Effective effective() {
        return Effective.of(catalog, chosen, standing, at, erased);
    }

    /** When what holds changes by itself. */
    Lapses lapses() {
        return Lapses.of(catalog, chosen, standing);
    }

    /** The same with another choice for one setting, or none; no consent comes of it. */
    Preferences choosing(Setting setting, Optional<JsonNode> value) {
        var values = new TreeMap<>(chosen.values());
        value.ifPresentOrElse(choice -> values.put(setting, choice), () -> values.remove(setting));
        return new Preferences(customer, version, catalog, updatedAt, Choices.of(values), standing, at, erased);
    }

    /** The same for whoever must not learn whose they are. */
    public Preferences unnamed() {
        return new Preferences(new CustomerId(customer.brand(), "~"), version, catalog, updatedAt, chosen, standing, at, erased);
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
    record Stored(long version, Optional<Instant> updatedAt, Choices chosen, Standing standing, boolean erased) {
        static final Stored NOTHING = new Stored(0, Optional.empty(), Choices.NONE, Standing.NONE, false);

        /** The same with other records filed. */
        Stored filed(Standing after) {
            return after == standing ? this : new Stored(version, updatedAt, chosen, after, erased);
        }

        /** What is left of somebody erased: a version, so that what comes after is never taken for what was before. */
        static Stored erased(long version, Instant at) {
            return new Stored(version, Optional.of(at), Choices.NONE, Standing.NONE, true);
        }
    }
}
