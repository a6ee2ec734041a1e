package dev.heed.rights;

import dev.heed.brand.Brands;
import dev.heed.consent.Circumstances;
import dev.heed.consent.Consents;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.decision.Decisions;
import dev.heed.export.Exports;
import dev.heed.feedback.Feedback;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Tx;
import dev.heed.webhook.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Forgets a customer (GDPR Article 17): whatever tells of them is deleted and overwritten, and what the log proves it goes on proving, of nobody.
 *
 * <p>Everything is one transaction; the mark that is left only serves to answer questions about this very customer with no.
 */
public final class Erasure {
    private final Rooms rooms;
    private final Clock clock;
    private final AtomicBoolean traces = new AtomicBoolean();

    /** Wherever something is held on a customer. */
    public record Rooms(Database database, Brands brands, Customers customers, Consents consents, PreferenceCenter preferences, Decisions decisions, Feedback feedback,
                        Exports exports, RightsRequests requests, Outbox outbox) {}

    /**
     * What was erased.
     *
     * @param index of the entry that says so
     * @param records of the consent log that disclose nothing any more
     */
    public record Erased(long index, Instant at, long records, long contacts, long feedback) {}

    public Erasure(Rooms rooms, Clock clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    /**
     * Erases a customer; one who was erased before stays so. Call {@link #overwrite} once it is on disk.
     *
     * @throws Problem not_found when nothing is held on the customer
     */
    public Erased erase(Tx tx, CustomerId customer, Circumstances circumstances) {
        var number = rooms.customers.number(tx, customer);
        if (number.isEmpty()) {
            return before(tx, customer).orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "Nothing is held on this customer."));
        }
        long customerNo = number.getAsLong();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var inLog = rooms.consents.erase(tx, customer.brand(), customerNo, rooms.brands.catalog(tx, customer.brand()), circumstances, now);
        long contacts = rooms.decisions.erase(tx, customer, customerNo);
        long feedback = rooms.feedback.erase(tx, customerNo);
        rooms.preferences.erase(tx, customer, customerNo, now);
        rooms.exports.forgetCustomer(tx, customerNo);
        rooms.requests.closeErasures(tx, customerNo, now);
        rooms.requests.forgetCustomer(tx, customerNo);
        rooms.customers.erase(tx, customer, customerNo, inLog.index());
        rooms.outbox.add(tx, new Outbox.Event(customer.brand().no(), "customer.erased", now, OptionalLong.of(customerNo), "{\"index\":" + inLog.index() + "}"));
        traces.set(true);
        return new Erased(inLog.index(), now, inLog.records(), contacts, feedback);
    }

    private Optional<Erased> before(Tx tx, CustomerId customer) {
        var number = rooms.customers.erased(tx, customer);
        return number.isEmpty() ? Optional.empty()
            : rooms.preferences.newest(tx, customer).updatedAt().map(at -> new Erased(rooms.customers.erasedAtIndex(tx, number.getAsLong()), at, 0, 0, 0));
    }

    /** Overwrites what the database's files still hold of those who were erased; false when a long reading holds it up, and it must be tried again. */
    public boolean overwrite() {
        if (traces.getAndSet(false) && !rooms.database.emptyLog()) {
            traces.set(true);
        }
        return !traces.get();
    }
}
