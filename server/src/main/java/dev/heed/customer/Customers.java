package dev.heed.customer;

import dev.heed.store.Tx;
import java.util.OptionalLong;

/** Knows which customers have ever chosen anything. */
public final class Customers {
    private final CustomerTable table = new CustomerTable();

    /** The customer's number in this database; empty for one never seen. */
    public OptionalLong number(Tx tx, CustomerId customer) {
        return table.number(tx, customer);
    }

    /** The customer's number, given now to one never seen. */
    public long numberOrNew(Tx tx, CustomerId customer) {
        var known = table.number(tx, customer);
        return known.isPresent() ? known.getAsLong() : table.insert(tx, customer);
    }

    /** The highest number that any customer has; 0 when there are none. */
    public long last(Tx tx) {
        return table.last(tx);
    }
}
