package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Brand;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.choice.SettingChange;
import dev.heed.consent.ConsentRecord;
import dev.heed.consent.Consents;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.preferences.Preferences.Stored;
import dev.heed.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Each customer's earlier preferences, which are stored nowhere but are the sum of their records. */
final class Versions {
    private static final String LINK = "link";

    private final Customers customers;
    private final Consents consents;

    Versions(Customers customers, Consents consents) {
        this.customers = customers;
        this.consents = consents;
    }

    /** As of a version; of the newest before it, where that one was erased since. */
    Stored at(Tx tx, CustomerId customer, long version) {
        return summed(records(tx, customer).stream().filter(record -> version(record) <= version).toList());
    }

    Stored at(Tx tx, CustomerId customer, Instant moment) {
        return summed(records(tx, customer).stream().filter(record -> !record.recordedAt().isAfter(moment)).toList());
    }

    /** Whether everything after a version was changed with a link, and not before a moment. */
    boolean byLinkSince(Tx tx, CustomerId customer, long version, Instant moment) {
        return records(tx, customer).stream().filter(record -> version(record) > version)
            .allMatch(record -> record.surface().equals(LINK) && !record.recordedAt().isBefore(moment));
    }

    /** The change that made a version; empty where it was erased. */
    Optional<LastChange> last(Tx tx, CustomerId customer, long version) {
        var after = at(tx, customer, version);
        return after.version() != version ? Optional.empty()
            : Optional.of(new LastChange(version, after.updatedAt().orElseThrow(), SettingChange.between(at(tx, customer, version - 1).chosen(), after.chosen())));
    }

    private List<ConsentRecord> records(Tx tx, CustomerId customer) {
        var number = customers.number(tx, customer);
        return number.isEmpty() ? List.of() : consents.ofCustomer(tx, customer.brand(), number.getAsLong());
    }

    private static Stored summed(List<ConsentRecord> records) {
        if (records.isEmpty()) {
            return Stored.NOTHING;
        }
        var values = new TreeMap<Setting, JsonNode>();
        records.forEach(record -> values.put(record.setting(), record.personal().orElseThrow().value()));
        var last = records.get(records.size() - 1);
        return new Stored(version(last), Optional.of(last.recordedAt()), Choices.of(values), Consents.standing(records), false);
    }

    private static long version(ConsentRecord record) {
        return record.personal().orElseThrow().preferencesVersion();
    }

    /** What {@link PreferenceCenter#disagreement} tells. */
    Optional<String> disagreement(Tx tx, Brand brand, LongFunction<Stored> newest, long from) {
        var ofCustomer = consents.ofCustomers(tx, brand);
        for (var customer : consents.customersSince(tx, brand, from).entrySet()) {
            var records = ofCustomer.apply(customer.getKey());
            long found = records.stream().filter(record -> record.index() >= from).count();
            if (found != customer.getValue()) {
                return Optional.of("the preferences of a customer of " + brand.id() + " lead to " + found + " of the customer's " + customer.getValue() + " records from entry " + from + " on");
            }
            if (!summed(records).equals(newest.apply(customer.getKey()))) {
                return Optional.of("the preferences of a customer of " + brand.id() + " are not what the records up to entry "
                    + records.get(records.size() - 1).index() + " add up to");
            }
        }
        return Optional.empty();
    }
}
