package dev.heed.consent;

import dev.heed.brand.Brand;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.choice.Setting;
import dev.heed.choice.SettingChange;
import dev.heed.consent.ConsentRecord.Personal;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Ledger.Log;
import dev.heed.ledger.Salted;
import dev.heed.store.Ids;
import dev.heed.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Writes a record for every setting that changes, and reads the records back. */
public final class Consents {
    private static final int ROWS_AT_ONCE = 500;
    private static final int MOST_ROWS_A_PAGE = 20_000;

    private final ConsentTable table = new ConsentTable();
    private final Ledger ledger;
    private final Customers customers;
    private final Ids ids;

    /**
     * What the records of one change have in common.
     *
     * @param restored consents that are given again as they had been given then
     */
    public record ChangeMade(CustomerId customer, long customerNo, Catalog catalog, Circumstances circumstances, Standing restored, Instant at) {}

    /** What a change makes of one setting, with what is disclosed of it only to whoever may know. */
    public record SaltedChange(SettingChange change, Personal personal, Salted salted) {}

    /**
     * A page of the log.
     *
     * @param next the index to go on from; empty at the end
     */
    public record Page(List<Logged> records, Optional<Long> next) {}

    public Consents(Ledger ledger, Customers customers, Ids ids) {
        this.ledger = ledger;
        this.customers = customers;
        this.ids = ids;
    }

    /** A brand's log. */
    public static Log log(Brand brand) {
        return new Log(brand.no(), brand.id());
    }

    /**
     * Makes the personal part of the records of one change. It needs no transaction.
     *
     * @param version the version of the preferences that the change makes
     */
    public List<SaltedChange> salted(CustomerId customer, long version, Circumstances circumstances, List<SettingChange> changes) {
        var changeId = ids.next();
        return changes.stream().map(change -> {
            var personal = new Personal(customer.id(), changeId, version, change.after(), circumstances.personal());
            return new SaltedChange(change, personal, ledger.salted(personal.members()));
        }).toList();
    }

    /** Records a change, one entry a setting, and returns where the customer's consents stand after it. */
    public Standing record(Tx tx, ChangeMade made, List<SaltedChange> changes, Standing before) {
        var records = changes.stream().map(change -> draft(made, change.change, before)).toList();
        var drafts = new ArrayList<Ledger.Draft>(records.size());
        for (int i = 0; i < records.size(); i++) {
            drafts.add(new Ledger.Draft(records.get(i).open(), changes.get(i).salted));
        }
        var places = ledger.append(tx, log(made.customer.brand()), drafts);
        var logged = new ArrayList<ConsentRecord>(records.size());
        var unfiled = before.unfiled();
        for (int i = 0; i < records.size(); i++) {
            long place = places.get(i);
            table.insert(tx, place, made.customerNo, changes.get(i).personal, changes.get(i).salted.seed());
            logged.add(records.get(i).at(Ledger.index(place)));
            unfiled = unfiled.plus(place);
        }
        return before.with(logged).with(unfiled);
    }

    /** Files a customer's records where there are many of them; returns the standing with those that are left. */
    public Standing filed(Tx tx, long customerNo, Standing standing) {
        if (!standing.unfiled().areMany()) {
            return standing;
        }
        table.file(tx, customerNo, standing.unfiled());
        return standing.with(Unfiled.NONE);
    }

    /** Where a customer's consents would stand after a change. Writes nothing. */
    public Standing imagined(ChangeMade made, List<SettingChange> changes, Standing before) {
        return before.with(changes.stream().map(change -> draft(made, change, before)).toList());
    }

    /**
     * An erasure, as the log has it.
     *
     * @param index its place in the log
     * @param records how many records disclose nothing any more
     */
    public record Erasure(long index, long records) {}

    /** Erases the personal part of all records of a customer, and records that. Nothing tells which they were. */
    public Erasure erase(Tx tx, Brand brand, long customerNo, Catalog catalog, Circumstances circumstances, Instant at) {
        long records = table.erase(tx, customerNo);
        var record = new ConsentRecord(-1, ids.next(), Setting.of(Setting.Type.EVERYTHING), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            circumstances.surface(), circumstances.actor(), catalog.version(), at, at, records, Optional.empty());
        ledger.addErased(tx, log(brand), records);
        return new Erasure(Ledger.index(ledger.append(tx, log(brand), List.of(new Ledger.Draft(record.open(), ledger.salted(Map.of())))).get(0)), records);
    }

    /** A record that has no place yet; of its personal part it needs none. */
    private ConsentRecord draft(ChangeMade made, SettingChange change, Standing before) {
        var setting = change.setting();
        var asked = asked(made.catalog, setting);
        var previous = before.status(setting);
        var status = setting.isConsent() ? Optional.of(previous.after(change.after())) : Optional.<ConsentStatus>empty();
        var given = status.filter(ConsentStatus.GIVEN::equals);
        var restored = given.flatMap(yes -> made.restored.state(setting)).filter(then -> then.status() == ConsentStatus.GIVEN);
        var notice = given.flatMap(yes -> asked).flatMap(it -> Optional.ofNullable(it.notice()))
            .flatMap(id -> made.circumstances.shown(made.catalog, id, restored.map(Standing.State::noticeVersion)));
        return new ConsentRecord(-1, ids.next(), setting, status, status.map(any -> previous), asked.map(Asked::legalBasis), notice,
            made.circumstances.surface(), made.circumstances.actor(), made.catalog.version(), restored.map(Standing.State::since).or(made.circumstances::occurredAt).orElse(made.at), made.at, 0, Optional.empty());
    }

    private static Optional<Asked> asked(Catalog catalog, Setting setting) {
        return switch (setting.type()) {
            case TOPIC, TOPIC_CHANNEL -> Optional.ofNullable(catalog.topics().get(setting.id()));
            case PURPOSE -> Optional.ofNullable(catalog.purposes().get(setting.id()));
            default -> Optional.empty();
        };
    }

    /**
     * The records of a filter from an index on, as the log was when it had {@code treeSize} entries.
     *
     * <p>A page does a bounded amount of work: where the filter fits rarely it may hold fewer records than asked for, and yet have a next.
     */
    public Page page(Tx tx, Brand brand, Filter filter, long from, long treeSize, int limit) {
        var log = log(brand);
        var customer = filter.customerId().map(id -> customers.number(tx, new CustomerId(brand, id)));
        if (customer.isPresent() && customer.get().isEmpty()) {
            return new Page(List.of(), Optional.empty());
        }
        var records = new ArrayList<Logged>();
        long next = from;
        for (int seen = 0; seen < MOST_ROWS_A_PAGE && next < treeSize; seen += ROWS_AT_ONCE) {
            int atOnce = Math.min(ROWS_AT_ONCE, Math.max(limit - records.size(), 50));
            var rows = customer.isPresent()
                ? table.ofCustomer(tx, customer.get().getAsLong(), Ledger.place(log, next), Ledger.place(log, treeSize), atOnce)
                : table.between(tx, Ledger.place(log, next), Ledger.place(log, treeSize), atOnce);
            for (var row : rows) {
                if (filter.fits(row.members())) {
                    if (records.size() == limit) {
                        return new Page(records, Optional.of(row.index()));
                    }
                    records.add(row);
                }
            }
            next = rows.size() < atOnce ? treeSize : rows.get(rows.size() - 1).index() + 1;
        }
        return new Page(records, next < treeSize ? Optional.of(next) : Optional.empty());
    }

    /** How the records from one index up to, and not including, another changed consents, oldest first. */
    public List<StatusChange> statusChanges(Tx tx, Brand brand, long from, long to) {
        return table.statusChanges(tx, Ledger.place(log(brand), from), Ledger.place(log(brand), to));
    }

    /** One record; empty when the log has no such index. */
    public Optional<Logged> read(Tx tx, Brand brand, long index) {
        var log = log(brand);
        return ledger.size(tx, log) <= index ? Optional.empty()
            : table.between(tx, Ledger.place(log, index), Ledger.place(log, index + 1), 1).stream().findFirst();
    }

    /** Whether the record at an index is about this customer. */
    public boolean isAbout(Tx tx, CustomerId customer, long index) {
        var owner = table.customerOf(tx, Ledger.place(log(customer.brand()), index));
        return owner.isPresent() && owner.equals(customers.number(tx, customer));
    }

    /** All records of a customer, oldest first. */
    public List<ConsentRecord> ofCustomer(Tx tx, Brand brand, long customerNo) {
        return table.ofCustomer(tx, customerNo, Ledger.place(log(brand), 0), Long.MAX_VALUE, Integer.MAX_VALUE).stream().map(Logged::record).toList();
    }

    /** All records of each customer of a brand who is asked for, oldest first, in a transaction that writes nothing. For who asks for many. */
    public LongFunction<List<ConsentRecord>> ofCustomers(Tx tx, Brand brand) {
        var ofCustomer = table.ofCustomers(tx, brand.no());
        return customerNo -> ofCustomer.apply(customerNo).stream().map(Logged::record).toList();
    }

    /** A customer's newest records below an index, newest first. */
    public List<Logged> newest(Tx tx, Brand brand, long customerNo, long below, int limit) {
        return table.newestOfCustomer(tx, customerNo, below == Long.MAX_VALUE ? below : Ledger.place(log(brand), below), limit);
    }

    /** Takes one record, and whose it is. */
    public interface Each {
        void take(long customerNo, ConsentRecord record);
    }

    /** The records from one index up to, and not including, another, without those of whoever was erased; oldest first. */
    public void disclosed(Tx tx, Brand brand, long from, long to, Each each) {
        table.disclosed(tx, Ledger.place(log(brand), from), Ledger.place(log(brand), to), (customerNo, logged) -> each.take(customerNo, logged.record()));
    }

    /** The standing after one more record of a customer's. */
    public static Standing after(Standing before, Brand brand, ConsentRecord record) {
        return before.with(List.of(record)).with(before.unfiled().plus(Ledger.place(log(brand), record.index())));
    }

    /** The customers who have records from an index on, each with how many. */
    public Map<Long, Long> customersSince(Tx tx, Brand brand, long index) {
        return table.customersBetween(tx, Ledger.place(log(brand), index), Ledger.place(log(brand), 0) + (1L << 40));
    }

    /**
     * Compares what is disclosed of entries with the digests in the entries themselves.
     *
     * @param from the first entry to compare
     * @return what disagrees, in words for the operator; empty when all is well
     */
    public Optional<String> disagreement(Tx tx, Brand brand, long from) {
        var log = log(brand);
        long size = ledger.size(tx, log);
        long erased = 0;
        long announced = 0;
        for (long next = from; next < size; next += ROWS_AT_ONCE) {
            for (var logged : table.between(tx, Ledger.place(log, next), Ledger.place(log, size), ROWS_AT_ONCE)) {
                erased += logged.isErased() ? 1 : 0;
                announced += logged.record().erases();
                if (!logged.isErased() && !logged.disclosesWhatWasLogged()) {
                    return Optional.of("what is stored of a customer of " + brand.id() + " is not what entry " + logged.record().index() + " of " + brand.id() + " was logged with");
                }
            }
        }
        // Only the whole log tells how many its erasures took; of a part it can be no more than ever were.
        long most = from == 0 ? announced : ledger.erased(tx, log);
        return erased == most || from > 0 && erased < most ? Optional.empty()
            : Optional.of(erased + " entries of " + brand.id() + " disclose nothing, but " + most + " were erased");
    }

    /** The standing that a customer's records add up to. */
    public static Standing standing(List<ConsentRecord> records) {
        return Standing.NONE.with(records);
    }
}
