package dev.heed.customer;

import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Hashes;
import dev.heed.store.Tx;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * Knows which customers have ever chosen anything, and who was erased.
 *
 * <p>Of somebody erased a mark is kept in place of the id: a keyed hash, which tells nobody who it was, but lets a question about that very id be answered with no.
 */
public final class Customers {
    /** No id begins so. */
    private static final String MARK = "!";
    private static final int MARK_BYTES = 16;

    private final CustomerTable table = new CustomerTable();
    private final byte[] secret;

    /** @param secret keys the marks of those who were erased; with another, they would be strangers */
    public Customers(byte[] secret) {
        this.secret = secret.clone();
    }

    /** The customer's number in this database; empty for one never seen, or erased. */
    public OptionalLong number(Tx tx, CustomerId customer) {
        return table.number(tx, customer.brand().no(), customer.id());
    }

    /**
     * The customer's number, given now to one never seen.
     *
     * @throws Problem conflict when the customer was erased
     */
    public long numberOrNew(Tx tx, CustomerId customer) {
        var known = number(tx, customer);
        if (known.isEmpty() && erased(tx, customer).isPresent()) {
            throw erased();
        }
        return known.isPresent() ? known.getAsLong() : table.insert(tx, customer);
    }

    /** Only the customer may begin anew after an erasure. */
    public static Problem erased() {
        return Problem.of(Kind.CONFLICT, "All that was held on this customer was erased. Only the customer can begin anew, by choosing something.");
    }

    /** The number that somebody had who was erased; empty for everybody else. */
    public OptionalLong erased(Tx tx, CustomerId customer) {
        return table.number(tx, customer.brand().no(), mark(customer));
    }

    /**
     * Puts a mark in the place of an id. What else is held under the number is for others to erase.
     *
     * @param index of the entry of the log that says so
     */
    public void erase(Tx tx, CustomerId customer, long no, long index) {
        table.erase(tx, no, mark(customer), index);
    }

    /** The index of the entry that says that somebody was erased. */
    public long erasedAtIndex(Tx tx, long no) {
        return table.erasedAtIndex(tx, no);
    }

    /** Somebody who was erased begins anew, under the same number. */
    public void revive(Tx tx, CustomerId customer, long no) {
        table.revive(tx, no, customer.id());
    }

    /** Whether this stands in the place of an id, because it was erased. */
    public static boolean isMark(String id) {
        return id.startsWith(MARK);
    }

    private String mark(CustomerId customer) {
        var hash = Hashes.hmac(secret).doFinal((customer.brand().id() + "/" + customer.id()).getBytes(StandardCharsets.UTF_8));
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, MARK_BYTES));
    }

    /** The highest number that any customer has; 0 when there are none. */
    public long last(Tx tx) {
        return table.last(tx);
    }
}
