package dev.heed.customer;

import dev.heed.brand.Brand;

/** Which customer of which brand. Without the brand there is no customer: that is what keeps brands apart. */
public record CustomerId(Brand brand, String id) {
    /** Says nothing of the customer, so that it can stand in a log. */
    @Override
    public String toString() {
        return "a customer of " + brand.id();
    }
}
