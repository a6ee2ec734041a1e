package dev.heed.access;

import dev.heed.brand.Brand;
import dev.heed.customer.CustomerId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling, on whose behalf, and what they may do.
 *
 * @param id the API key's id, or {@code customer} for a customer token
 * @param customer the one customer whom a customer token opens
 */
public record Caller(Brand brand, String id, Set<Permission> permissions, Optional<CustomerId> customer) {
    private static final Set<Permission> OF_A_CUSTOMER = EnumSet.of(Permission.CATALOG_READ, Permission.PREFERENCES_READ,
        Permission.PREFERENCES_WRITE, Permission.CONTACTS_READ, Permission.FEEDBACK_GIVE, Permission.RECORD_READ, Permission.LEDGER_KEY_READ,
        Permission.RIGHTS_READ, Permission.RIGHTS_ASK);

    static Caller key(Brand brand, String id, Role role) {
        return new Caller(brand, id, role.permissions(), Optional.empty());
    }

    static Caller customer(CustomerId customer) {
        return new Caller(customer.brand(), "customer", OF_A_CUSTOMER, Optional.of(customer));
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether this customer is one the caller may know of. */
    public boolean mayKnow(CustomerId other) {
        return customer.map(other::equals).orElse(true);
    }

    /** Tells this caller from every other; never shown. */
    public String identity() {
        return brand.no() + "/" + id + customer.map(own -> "/" + own.id()).orElse("");
    }
}
