package dev.heed.decision;

import dev.heed.customer.Customers;
import dev.heed.customer.CustomerId;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Asks about all customers of a brand, some thousands in each transaction, so that no reader holds the database up. */
final class Everyone {
    private static final long CUSTOMERS_AT_ONCE = 5_000;

    private final ContactTable table;
    private final Database database;
    private final PreferenceCenter preferences;
    private final Customers customers;

    Everyone(ContactTable table, Database database, PreferenceCenter preferences, Customers customers) {
        this.table = table;
        this.database = database;
        this.preferences = preferences;
        this.customers = customers;
    }

    Audience count(Audience.Campaign campaign, Instant at) {
        return parts().parallel().mapToObj(first -> {
            var tally = new Audience.Tally();
            each(campaign, at, first, (customer, reasons) -> tally.add(reasons));
            return tally.audience();
        }).reduce(Audience.NOBODY, Audience::plus);
    }

    void members(Audience.Campaign campaign, Instant at, Consumer<List<String>> allowed) {
        parts().forEach(first -> {
            var some = new ArrayList<String>();
            each(campaign, at, first, (customer, reasons) -> {
                if (reasons.isEmpty()) {
                    some.add(customer.id());
                }
            });
            allowed.accept(some);
        });
    }

    private LongStream parts() {
        long last = database.read(customers::last);
        return LongStream.rangeClosed(0, last / CUSTOMERS_AT_ONCE).map(part -> part * CUSTOMERS_AT_ONCE + 1);
    }

    private void each(Audience.Campaign campaign, Instant at, long first, BiConsumer<CustomerId, List<Reason>> take) {
        database.read(tx -> {
            var contacts = table.counted(tx, first, first + CUSTOMERS_AT_ONCE, at.minus(Decisions.LONGEST_WINDOW));
            preferences.each(tx, campaign.brand(), first, first + CUSTOMERS_AT_ONCE, at, (customerNo, preferences) -> take.accept(preferences.customer(),
                Rules.reasons(Facts.of(campaign.about(preferences.customer()), preferences, contacts.getOrDefault(customerNo, List.of())))));
            return first;
        });
    }
}
