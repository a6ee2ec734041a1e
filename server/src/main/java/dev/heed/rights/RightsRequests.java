package dev.heed.rights;

import dev.heed.brand.Brand;
import dev.heed.brand.Brands;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.rights.RightsRequest.Closing;
import dev.heed.rights.RightsRequest.Extension;
import dev.heed.rights.RightsRequest.Right;
import dev.heed.rights.RightsRequest.State;
import dev.heed.store.Ids;
import dev.heed.store.Times;
import dev.heed.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps what customers ask for by law, and by when it must be answered (GDPR article 12(3) and (4)). */
public final class RightsRequests {
    private static final int MONTHS = 1;
    private static final int MONTHS_EXTENDED = 3;

    private final RightsRequestTable table = new RightsRequestTable();
    private final Brands brands;
    private final Customers customers;
    private final Ids ids;
    private final Clock clock;

    public RightsRequests(Brands brands, Customers customers, Ids ids, Clock clock) {
        this.brands = brands;
        this.customers = customers;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps a request that was received now; it is due a month later, by the calendar where the brand is. */
    public RightsRequest receive(Tx tx, CustomerId customer, Right right, Optional<String> note) {
        var now = now();
        var request = new RightsRequest(ids.next(), Optional.of(customer.id()), right, note, now, due(tx, customer.brand(), now, MONTHS), Optional.empty(), Optional.empty());
        table.insert(tx, customer.brand().no(), customers.numberOrNew(tx, customer), request);
        return request;
    }

    private Instant due(Tx tx, Brand brand, Instant receivedAt, int months) {
        return receivedAt.atZone(ZoneId.of(brands.catalog(tx, brand).brand().timeZone())).plusMonths(months).toInstant();
    }

    /**
     * Takes two further months, once and for one reason; asking again for the same changes nothing.
     *
     * @throws Problem not_found; conflict when it is closed, was extended for another reason, or its first month is over
     */
    public RightsRequest extend(Tx tx, Brand brand, UUID id, String reason) {
        var now = now();
        var request = find(tx, brand, id);
        if (request.extension().isPresent() && request.extension().get().reason().equals(reason)) {
            return request;
        }
        if (request.closing().isPresent()) {
            throw Problem.of(Kind.CONFLICT, "The request was closed on " + Times.text(request.closing().get().at()) + ".");
        }
        if (request.extension().isPresent()) {
            throw Problem.of(Kind.CONFLICT, "The request was extended on " + Times.text(request.extension().get().at()) + ", which may be done once.");
        }
        if (!now.isBefore(request.dueAt())) {
            throw Problem.of(Kind.CONFLICT, "The request was due on " + Times.text(request.dueAt()) + "; it could be extended until then.");
        }
        table.extend(tx, id, due(tx, brand, request.receivedAt(), MONTHS_EXTENDED), new Extension(now, reason));
        return find(tx, brand, id);
    }

    /**
     * Closes a request; closing it again in the same way changes nothing.
     *
     * @throws Problem contract_violation when it is refused without a reason; not_found; conflict when it was closed in another way
     */
    public RightsRequest close(Tx tx, Brand brand, UUID id, boolean fulfilled, Optional<String> reason) {
        if (!fulfilled && reason.isEmpty()) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "/reason", "whoever refuses must say why");
        }
        var request = find(tx, brand, id);
        if (request.closing().isPresent()) {
            var closing = request.closing().get();
            if (closing.fulfilled() == fulfilled && closing.reason().equals(reason)) {
                return request;
            }
            throw Problem.of(Kind.CONFLICT, "The request was closed on " + Times.text(closing.at()) + " as " + closing.outcome() + (closing.fulfilled() == fulfilled ? ", with another reason." : "."));
        }
        table.close(tx, id, new Closing(now(), fulfilled, reason));
        return find(tx, brand, id);
    }

    private RightsRequest find(Tx tx, Brand brand, UUID id) {
        return table.find(tx, brand.no(), id).orElseThrow(() -> Problem.of(Kind.NOT_FOUND));
    }

    /** A brand's requests that are not closed, behind a place in the list, the soonest due first. */
    public List<RightsRequest> open(Tx tx, Brand brand, boolean overdueOnly, Instant after, UUID afterId, int limit) {
        return table.open(tx, brand.no(), overdueOnly ? now() : Instant.ofEpochMilli(Long.MAX_VALUE), after, afterId, limit);
    }

    /** A brand's closed requests before a place in the list, the newest first. */
    public List<RightsRequest> closed(Tx tx, Brand brand, Instant before, UUID beforeId, int limit) {
        return table.closed(tx, brand.no(), before, beforeId, limit);
    }

    /** A customer's requests before a place in the list, the newest first. */
    public List<RightsRequest> ofCustomer(Tx tx, CustomerId customer, Instant before, UUID beforeId, int limit) {
        var number = customers.number(tx, customer);
        return number.isEmpty() ? List.of() : table.ofCustomer(tx, number.getAsLong(), before, beforeId, limit);
    }

    /** Where a request stands now. */
    public State state(RightsRequest request) {
        return request.state(now());
    }

    /** How many requests of all brands should have been answered and were not. */
    public long overdue(Tx tx) {
        var now = now();
        return brands.all(tx).stream().mapToLong(brand -> table.overdue(tx, brand.no(), now)).sum();
    }

    /** Closes the open requests of a customer to be erased, as fulfilled; returns how many. To be called before {@link #forgetCustomer}. */
    public int closeErasures(Tx tx, long customerNo, Instant at) {
        return table.closeErasures(tx, customerNo, at);
    }

    /** Forgets whose requests they were, and whatever was written about them. That they were made, and when they were answered, stays. */
    public void forgetCustomer(Tx tx, long customerNo) {
        table.forgetCustomer(tx, customerNo);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
