package dev.heed.brand;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.problem.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is to say about a catalog before it is published: every fault, and whatever is unfair to customers.
 *
 * @param errors for which it cannot be published
 * @param warnings with which it can; each is a deceptive design pattern, at most 1000 of them
 */
public record CatalogCheck(List<Fault> errors, List<Fault> warnings) {
    /** Nobody reads more at once. */
    private static final int MOST_WARNINGS = 1000;

    public CatalogCheck {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Checks a document that fits the contract. */
    public static CatalogCheck of(ObjectNode document) {
        return of(Catalog.of(1, Instant.EPOCH, document));
    }

    static CatalogCheck of(Catalog catalog) {
        var errors = new ArrayList<>(CatalogReview.faults(catalog));
        var warnings = new ArrayList<Fault>();
        for (var finding : Fairness.findings(catalog)) {
            (finding.rule().refused() ? errors : warnings).add(finding.rule().broken(finding.pointer(), finding.detail()));
        }
        return new CatalogCheck(errors, warnings.subList(0, Math.min(warnings.size(), MOST_WARNINGS)));
    }
}
