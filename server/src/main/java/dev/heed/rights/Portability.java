package dev.heed.rights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.consent.Circumstances;
import dev.heed.consent.Consents;
import dev.heed.customer.CustomerId;
import dev.heed.ledger.Ledger;
import dev.heed.preferences.Change;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.store.Json;
import dev.heed.store.Tx;

/** Lets customers take what they chose to another brand, and bring it from there. */
public final class Portability {
    private final PreferenceCenter preferences;
    private final Ledger ledger;

    public Portability(PreferenceCenter preferences, Ledger ledger) {
        this.preferences = preferences;
        this.ledger = ledger;
    }

    /**
     * What became of a document.
     *
     * @param version of the preferences now
     * @param language the customer's own
     */
    public record Imported(long version, Findings findings, String language) {}

    /** What a customer chose, in terms that travel. */
    public ObjectNode document(Tx tx, CustomerId customer, long treeSize) {
        var current = preferences.newest(tx, customer);
        return Portable.of(current, new Portable.Origin(ledger.origin(Consents.log(customer.brand())), treeSize, current.at()));
    }

    /**
     * Takes over what of a document fits, as one change. It allows nothing that was denied before, and gives no consent.
     *
     * @param document one that fits the contract
     */
    public Imported take(Tx tx, CustomerId customer, ObjectNode document) {
        var before = preferences.newest(tx, customer);
        var findings = Arrival.of(before, document);
        var circumstances = Json.object().put("surface", "import").put("actor", "customer");
        var brand = document.at("/origin/brand").asText("");
        if (!brand.isEmpty()) {
            circumstances.put("reason", "brought along from " + brand);
        }
        var after = preferences.change(tx, customer, new Change(findings.patch().toJson(), Circumstances.of(circumstances), current -> true));
        return new Imported(after.version(), findings, before.effective().language().value().textValue());
    }
}
