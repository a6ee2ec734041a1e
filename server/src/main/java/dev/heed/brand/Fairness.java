package dev.heed.brand;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a catalog is fair to customers, or holds a deceptive design pattern (EDPB Guidelines 03/2022). Finds every one, not the first; that every text is
 * there in each language, what rests on consent has a notice, and no preset gives consent, {@link CatalogReview} finds.
 */
final class Fairness {
    private Fairness() {}

    /** Where a catalog breaks a rule, and how to mend it. */
    record Finding(FairnessRule rule, String pointer, String detail) {}

    static List<Finding> findings(Catalog catalog) {
        var findings = new ArrayList<Finding>();
        new FairOffer(catalog, findings).check();
        new FairTexts(catalog, findings).check();
        new FairWords(catalog, findings).check();
        return findings;
    }
}
