package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Review;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.choice.SettingChange;
import dev.heed.consent.Circumstances;
import dev.heed.consent.Consents;
import dev.heed.consent.Consents.SaltedChange;
import dev.heed.customer.CustomerId;
import dev.heed.preferences.Preferences.Stored;
import dev.heed.problem.Fault;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What would be chosen after a change, and which settings that changes; the catalog offers all of it.
 *
 * <p>It needs no transaction. So it can be thought of before the change waits for its turn, while others write; when its turn comes it counts only if
 * it {@link #restsOn} what is there by then.
 *
 * @param salted the changes as they will be recorded
 */
record Proposal(Stored before, Catalog catalog, Choices chosen, List<SettingChange> changes, List<SaltedChange> salted) {
    /** @throws Problem catalog_violation with every fault */
    static Proposal of(Consents consents, CustomerId customer, Stored before, Catalog catalog, UnaryOperator<Choices> next, Circumstances circumstances, Instant now) {
        var chosen = next.apply(before.chosen());
        var changes = reviewed(catalog, SettingChange.between(before.chosen(), chosen), circumstances, now);
        return new Proposal(before, catalog, chosen, changes, consents.salted(customer, before.version() + 1, circumstances, changes));
    }

    /** One that may turn out to be of no use. Empty where it would be refused: that is told when its turn has come, if it is to be refused then. */
    static Optional<Proposal> ahead(Supplier<Proposal> proposal) {
        try {
            return Optional.of(proposal.get());
        } catch (Problem refused) {
            return Optional.empty();
        }
    }

    /** Whether it was made of these very preferences and this very catalog. */
    boolean restsOn(Stored stored, Catalog newest) {
        return before == stored && catalog == newest;
    }

    /** @throws Problem catalog_violation with every fault */
    static List<SettingChange> reviewed(Catalog catalog, List<SettingChange> changes, Circumstances circumstances, Instant now) {
        var chosen = new TreeMap<Setting, JsonNode>();
        changes.stream().filter(change -> !change.after().isNull()).forEach(change -> chosen.put(change.setting(), change.after()));
        var faults = new ArrayList<Fault>(Review.faults(catalog, chosen, "/chosen"));
        faults.addAll(circumstances.faults(catalog, now));
        if (!faults.isEmpty()) {
            throw Problem.of(Kind.CATALOG_VIOLATION, faults);
        }
        changes.forEach(change -> change.setting().share());
        return changes;
    }
}
