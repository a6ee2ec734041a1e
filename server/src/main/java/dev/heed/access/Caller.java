package dev.heed.access;

import dev.heed.brand.Brand;
import dev.heed.customer.CustomerId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling, on whose behalf, and what they may do.
 *
 * @param id the API key's id, {@code customer} for a customer token, {@code link} for the token of a link
 * @param customer the one customer whom a customer token or a link opens
 * @param language in which to speak, where a link says so
 */
public record Caller(Brand brand, String id, Set<Permission> permissions, Optional<CustomerId> customer, Optional<String> language) {
    private static final String CUSTOMER = "customer";
    private static final String LINK = "link";
    private static final Set<Permission> OF_A_CUSTOMER = EnumSet.of(Permission.CATALOG_READ, Permission.PREFERENCES_READ, Permission.HISTORY_READ,
        Permission.PREFERENCES_WRITE, Permission.PREFERENCES_IMPORT, Permission.CONTACTS_READ, Permission.FEEDBACK_GIVE, Permission.RECORD_READ, Permission.LEDGER_KEY_READ,
        Permission.RIGHTS_READ, Permission.RIGHTS_ASK);
    private static final Set<Permission> OF_A_LINK = EnumSet.of(Permission.CATALOG_READ, Permission.PREFERENCES_READ, Permission.PREFERENCES_WRITE);

    static Caller key(Brand brand, String id, Role role) {
        return new Caller(brand, id, role.permissions(), Optional.empty(), Optional.empty());
    }

    static Caller customer(CustomerId customer) {
        return new Caller(customer.brand(), CUSTOMER, OF_A_CUSTOMER, Optional.of(customer), Optional.empty());
    }

    static Caller link(CustomerId customer, Optional<String> language) {
        return new Caller(customer.brand(), LINK, OF_A_LINK, Optional.of(customer), language);
    }

    /** Whether it is whoever opened a link in a message: perhaps the customer, perhaps somebody to whom the message was passed on. */
    public boolean isLink() {
        return id.equals(LINK);
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
