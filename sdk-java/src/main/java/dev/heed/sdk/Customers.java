package dev.heed.sdk;

/** The brand's customers, by the brand's own ids. */
public final class Customers {
    private final Wire wire;

    Customers(Wire wire) {
        this.wire = wire;
    }

    /**
     * One customer. Asks nothing of the server: a customer never seen before has simply chosen nothing yet.
     *
     * @throws IllegalArgumentException when the id cannot stand in a URL
     */
    public Customer get(String customerId) {
        if (customerId.isEmpty() || customerId.equals(".") || customerId.equals("..")) {
            throw new IllegalArgumentException("not a customer id");
        }
        return new Customer(wire, customerId, null);
    }

    /** The customer of the credential: for a customer token, or the token of a link. */
    public Customer self() {
        return new Customer(wire, "~", null);
    }
}
