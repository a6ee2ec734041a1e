package dev.heed.preferences;

import dev.heed.brand.Brand;
import dev.heed.brand.Brands;
import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.choice.SettingChange;
import dev.heed.consent.Circumstances;
import dev.heed.consent.Consents;
import dev.heed.consent.Logged;
import dev.heed.consent.Standing;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.ledger.Ledger;
import dev.heed.preferences.Preferences.Stored;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Tx;
import dev.heed.webhook.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Reads and changes what a customer has asked for. */
public final class PreferenceCenter {
    /** How long whoever opened a link may take back what was done with it. */
    private static final Duration UNDONE_WITHIN = Duration.ofHours(1);

    private final Database database;
    private final Brands brands;
    private final Customers customers;
    private final Consents consents;
    private final Versions versions;
    private final Outbox outbox;
    private final Clock clock;
    private final Documents documents;
    private final Newest newest;
    private final Settlement settlement;

    public PreferenceCenter(Database database, Brands brands, Customers customers, Ledger ledger, Consents consents, Outbox outbox, Clock clock, long cacheBytes) {
        this.database = database;
        this.brands = brands;
        this.customers = customers;
        this.consents = consents;
        this.versions = new Versions(customers, consents);
        this.outbox = outbox;
        this.clock = clock;
        this.documents = new Documents(cacheBytes / 4 * 3);
        this.newest = new Newest(customers, consents, cacheBytes / 4);
        this.settlement = new Settlement(database, brands, ledger, consents, newest);
    }

    /** The newest preferences as they are served. Most readings never reach the database. */
    public Document read(CustomerId customer) {
        var now = now();
        return documents.get(customer, brands.remembered(customer.brand()).map(Catalog::version), now,
            () -> Document.of(current(customer, now)));
    }

    /** The newest preferences, resolved for this moment. Most often without the database. */
    public Preferences current(CustomerId customer) {
        return current(customer, now());
    }

    private Preferences current(CustomerId customer, Instant now) {
        return Preferences.of(customer, catalog(customer.brand()), newest.get(customer, database), now);
    }

    /** What a brand offers now. Most often without the database. */
    public Catalog catalog(Brand brand) {
        return brands.remembered(brand).orElseGet(() -> database.read(tx -> brands.catalog(tx, brand)));
    }

    /**
     * The preferences as they were at a moment.
     *
     * @throws Problem contract_violation when the moment is yet to come
     */
    public Document asOf(CustomerId customer, Instant moment) {
        if (moment.isAfter(clock.instant())) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "query/asOf", "this is in the future");
        }
        return database.read(tx -> {
            var catalog = brands.catalogAt(tx, customer.brand(), moment);
            return Document.of(Preferences.of(customer, catalog, versions.at(tx, customer, moment), moment));
        });
    }

    /**
     * The very preferences that a change answered with, resolved again as of then.
     *
     * @throws Problem conflict when they were erased since
     */
    public Preferences recall(Tx tx, CustomerId customer, long version, long catalogVersion, Instant at) {
        var catalog = brands.catalog(tx, customer.brand(), catalogVersion).orElseThrow();
        var then = versions.at(tx, customer, version);
        if (then.version() != version) {
            throw Customers.erased();
        }
        return Preferences.of(customer, catalog, then, at);
    }

    /**
     * Applies a change, and returns the version it makes; a change that changes nothing returns the version that is.
     *
     * <p>The document, the records it implies and the event that announces it are one transaction: a choice is never stored without
     * its proof.
     *
     * @throws Problem stale_version when the preferences are no longer those its author saw; catalog_violation with every fault; forbidden when it lets
     *     through what its author may not let through, with every setting that does
     */
    public Preferences change(Tx tx, CustomerId customer, Change change) {
        return change(tx, customer, author(change), Optional.empty(), before -> before.patched(change.patch()), 0);
    }

    /** The same, thought of now as far as that needs no transaction, by what is remembered of the customer; it is done when its turn has come. */
    public Function<Tx, Preferences> changing(CustomerId customer, Change change) {
        UnaryOperator<Choices> next = before -> before.patched(change.patch());
        var ahead = newest.remembered(customer).flatMap(stored -> brands.remembered(customer.brand())
            .flatMap(catalog -> Proposal.ahead(() -> Proposal.of(consents, customer, stored, catalog, next, change.circumstances(), now()))));
        return tx -> change(tx, customer, author(change), ahead, next, 0);
    }

    private static Author author(Change change) {
        return new Author(change.circumstances(), change.fresh(), change.reach(), Standing.NONE);
    }

    /**
     * Goes back to the choices of an earlier version, as a new version. Whoever may only lower contact may take back what was done with a link within the last hour,
     * consents as they had been given then.
     *
     * @throws Problem contract_violation when there was no such version; and as {@link #change}
     */
    public Preferences revert(Tx tx, CustomerId customer, long toVersion, Circumstances circumstances, Predicate<Preferences> fresh, Reach reach) {
        var then = versions.at(tx, customer, toVersion);
        boolean undoes = reach == Reach.LESS_CONTACT && versions.byLinkSince(tx, customer, toVersion, now().minus(UNDONE_WITHIN));
        var author = new Author(circumstances, fresh, undoes ? Reach.ANYTHING : reach, undoes ? then.standing() : Standing.NONE);
        return change(tx, customer, author, Optional.empty(), before -> then.chosen(), toVersion);
    }

    /** Whoever asks for a change, with the consents that are given again as they had been given then. */
    private record Author(Circumstances circumstances, Predicate<Preferences> fresh, Reach reach, Standing restored) {}

    private Preferences change(Tx tx, CustomerId customer, Author author, Optional<Proposal> ahead, UnaryOperator<Choices> next, long atLeast) {
        settlement.settle(tx);
        var now = now();
        var catalog = brands.catalog(tx, customer.brand());
        var held = newest.in(tx, customer);
        var stored = held.stored();
        var before = Preferences.of(customer, catalog, stored, now);
        if (!author.fresh.test(before)) {
            throw Problem.of(Kind.STALE_VERSION);
        }
        if (atLeast > stored.version()) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "/toVersion", "the newest version is " + stored.version());
        }
        var proposal = ahead.filter(made -> made.restsOn(stored, catalog)).orElseGet(() -> Proposal.of(consents, customer, stored, catalog, next, author.circumstances, now));
        var changes = proposal.changes();
        if (changes.isEmpty()) {
            return before;
        }
        long version = stored.version() + 1;
        if (author.reach == Reach.LESS_CONTACT) {
            Loosening.refuse(before, imagined(before, proposal.chosen(), changes, author.circumstances));
        }
        long customerNo = held.customerNo() != Newest.NOBODY ? held.customerNo() : newcomer(tx, customer, stored, author.circumstances);
        var standing = consents.record(tx, new Consents.ChangeMade(customer, customerNo, catalog, author.circumstances, author.restored, now), proposal.salted(), stored.standing());
        var after = new Stored(version, Optional.of(now), proposal.chosen(), standing, false);
        newest.put(tx, customer, new Newest.Held(customerNo, after));
        outbox.add(tx, new Outbox.Event(customer.brand().no(), "preferences.changed", now, OptionalLong.of(customerNo), "{\"version\":" + version + "}"));
        tx.afterCommit(() -> documents.forget(customer));    // after the newest are known, for documents are made of them
        return Preferences.of(customer, catalog, after, now);
    }

    private long newcomer(Tx tx, CustomerId customer, Stored stored, Circumstances circumstances) {
        if (!stored.erased()) {
            return customers.numberOrNew(tx, customer);
        }
        if (!circumstances.byCustomer()) {
            throw Customers.erased();
        }
        long customerNo = customers.erased(tx, customer).orElseThrow();
        customers.revive(tx, customer, customerNo);
        return customerNo;
    }

    /** Erases what a customer chose; the version that is left tells what comes later from what was before. */
    public void erase(Tx tx, CustomerId customer, long customerNo, Instant now) {
        newest.erase(tx, customer, customerNo, now);
        tx.afterCommit(() -> documents.forget(customer));
    }

    /**
     * What a change would mean. Changes nothing.
     *
     * @throws Problem catalog_violation with every fault
     */
    public Preview preview(CustomerId customer, Change change) {
        var before = current(customer);
        var chosen = before.chosen().patched(change.patch());
        var changes = Proposal.reviewed(before.catalog(), SettingChange.between(before.chosen(), chosen), change.circumstances(), before.at());
        var after = changes.isEmpty() ? before : imagined(before, chosen, changes, change.circumstances());
        if (change.reach() == Reach.LESS_CONTACT) {
            Loosening.refuse(before, after);
        }
        return new Preview(before, after, changes);
    }

    /** What a change would make of preferences. */
    private Preferences imagined(Preferences before, Choices chosen, List<SettingChange> changes, Circumstances circumstances) {
        var made = new Consents.ChangeMade(before.customer(), 0, before.catalog(), circumstances, Standing.NONE, before.at());
        var after = new Stored(before.version() + 1, Optional.of(before.at()), chosen, consents.imagined(made, changes, before.standing()), false);
        return Preferences.of(before.customer(), before.catalog(), after, before.at());
    }

    /** What was changed last, for whoever may take it back; empty when there is nothing that they may. */
    public Optional<LastChange> lastChange(Tx tx, CustomerId customer, Reach reach) {
        long version = newest.in(tx, customer).stored().version();
        boolean may = version > 0 && (reach == Reach.ANYTHING || versions.byLinkSince(tx, customer, version - 1, now().minus(UNDONE_WITHIN)));
        return may ? versions.last(tx, customer, version) : Optional.empty();
    }

    /** A customer's newest records below an index, newest first; their changes are the history. */
    public List<Logged> history(Tx tx, CustomerId customer, long below, int limit) {
        var number = customers.number(tx, customer);
        return number.isPresent() ? consents.newest(tx, customer.brand(), number.getAsLong(), below, limit) : List.of();
    }

    /** The newest preferences, resolved for this moment. */
    public Preferences newest(Tx tx, CustomerId customer) {
        return Preferences.of(customer, brands.catalog(tx, customer.brand()), newest.in(tx, customer).stored(), now());
    }

    /** Takes one customer with the preferences that are newest. */
    public interface Each {
        void take(long customerNo, Preferences preferences);
    }

    /** The newest preferences of a brand's customers whose numbers lie in a range, resolved for a moment. */
    public void each(Tx tx, Brand brand, long first, long beyond, Instant at, Each each) {
        var catalog = brands.catalog(tx, brand);
        var late = settlement.unsettled(tx, brand);
        newest.each(tx, brand.no(), first, beyond, id -> new CustomerId(brand, id), (customerNo, id, stored) -> each.take(customerNo,
            Preferences.of(new CustomerId(brand, id), catalog, late.getOrDefault(customerNo, stored), at)));
    }

    /**
     * Compares what is stored of a brand's customers with what their records add up to.
     *
     * @param from only customers who have a record from this index on
     * @return what disagrees, in words for the operator; empty when all is well
     */
    public Optional<String> disagreement(Tx tx, Brand brand, long from) {
        return versions.disagreement(tx, brand, settlement.newest(tx, brand), from);
    }

    /** Brings the rows up to date with what the log says: after a server that was killed they lack its last seconds. */
    public void settle() {
        settlement.settle();
    }

    /** Writes the rows of all who changed something since it was called last. Nobody needs to: what is not in its row is in the log. */
    public void writeBehind() {
        settlement.write();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
