package dev.heed.tally;

import dev.heed.brand.Brand;
import dev.heed.brand.Brands;
import dev.heed.consent.ConsentStatus;
import dev.heed.consent.Consents;
import dev.heed.decision.Contact;
import dev.heed.decision.Decisions;
import dev.heed.decision.Decisions.Settled;
import dev.heed.ledger.Ledger;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Counts what happened, by UTC day, for whoever must answer for it.
 *
 * <p>It follows the log and the contacts, some hundreds at a time, each time read beside the writer and added in a transaction of a few rows. No choice and no contact
 * waits for it, and asking twice counts nothing twice.
 */
public final class Tally {
    private static final int ENTRIES_AT_ONCE = 500;
    private static final int CONTACTS_AT_ONCE = 2_000;
    /** What several pages come to are hardly more rows than what one comes to: no choice waits for them more often than it must. */
    private static final int PAGES_A_WRITE = 10;
    private static final int MOST_PAGES = 100;
    private static final int MOST_PAGES_WHILE_SOMEBODY_WAITS = 20;
    private static final int MOST_DAYS = 400;

    private final TallyTable table = new TallyTable();
    private final Database database;
    private final Brands brands;
    private final Consents consents;
    private final Decisions decisions;
    private final Ledger ledger;
    private final Clock clock;

    public Tally(Database database, Brands brands, Consents consents, Decisions decisions, Ledger ledger, Clock clock) {
        this.database = database;
        this.brands = brands;
        this.consents = consents;
        this.decisions = decisions;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Counts what came since the last time, of every brand; a bounded amount, the rest the next time. */
    public void catchUp() {
        database.read(brands::all).forEach(brand -> countEntries(brand, MOST_PAGES));
        countContacts(MOST_PAGES);
    }

    /**
     * What happened on some days. What is not counted yet is counted first, as far as that takes bounded time; the summary names how far it came.
     *
     * @param from the first day; 30 days in all when absent
     * @param to the last day; today when absent
     * @throws Problem contract_violation when the last day has not begun, the first comes after it, or there are more than 400
     */
    public Summary summary(Brand brand, Optional<LocalDate> from, Optional<LocalDate> to) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var last = to.orElse(today);
        var first = from.orElseGet(() -> last.minusDays(29));
        refuse(last.isAfter(today), "query/to", "this day has not begun in UTC");
        refuse(first.isAfter(last), "query/from", "the first day comes after the last, which is " + last);
        refuse(first.isBefore(last.minusDays(MOST_DAYS - 1)), "query/from", "at most " + MOST_DAYS + " days at once");
        countEntries(brand, MOST_PAGES_WHILE_SOMEBODY_WAITS);
        countContacts(MOST_PAGES_WHILE_SOMEBODY_WAITS);
        return database.read(tx -> read(tx, brand, first, last));
    }

    private static void refuse(boolean wrong, String pointer, String detail) {
        if (wrong) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, pointer, detail);
        }
    }

    private void countEntries(Brand brand, int most) {
        for (int pages = 0; pages < most && countSomeEntries(brand); pages += PAGES_A_WRITE) {
            // More of them.
        }
    }

    /** One at a time, so that two who ask do not count the same. Returns whether there may be more. */
    private synchronized boolean countSomeEntries(Brand brand) {
        long known = database.read(tx -> table.entries(tx, brand.no()));
        var counts = new Counts();
        long before = known;
        long next = countPage(brand, before, counts);
        for (int page = 1; page < PAGES_A_WRITE && next > before; page++) {
            before = next;
            next = countPage(brand, before, counts);
        }
        long upTo = next;
        return upTo > known && database.write(tx -> {
            if (table.entries(tx, brand.no()) == known) {    // else another process counted the same meanwhile
                table.add(tx, brand.no(), counts);
                table.setEntries(tx, brand.no(), upTo);
            }
            return true;
        });
    }

    /** Returns up to where it counted. */
    private long countPage(Brand brand, long from, Counts counts) {
        return database.read(tx -> {
            long to = Math.min(from + ENTRIES_AT_ONCE, ledger.size(tx, Consents.log(brand)));
            consents.statusChanges(tx, brand, from, to).forEach(counts::add);
            return to;
        });
    }

    private void countContacts(int most) {
        for (int page = 0; page < most && countSomeContacts(); page++) {
            // Another page.
        }
    }

    /** Counts contacts, in their order, up to the first that may still change. Returns whether there may be more. */
    private synchronized boolean countSomeContacts() {
        var known = database.read(table::lastContact);
        var counts = new Counts();
        var page = database.read(tx -> decisions.after(tx, known, CONTACTS_AT_ONCE));
        var settled = page.stream().takeWhile(Settled::isFinal).toList();
        settled.forEach(counts::add);
        return !settled.isEmpty() && database.write(tx -> {
            if (table.lastContact(tx).equals(known)) {
                table.addContacts(tx, counts);
                table.setLastContact(tx, settled.get(settled.size() - 1).id());
            }
            return settled.size() == CONTACTS_AT_ONCE;
        });
    }

    private Summary read(Tx tx, Brand brand, LocalDate from, LocalDate to) {
        long first = from.toEpochDay();
        long last = to.toEpochDay();
        var settings = Timeline.of(table.changes(tx, brand.no(), first, last), first);
        var withdrawals = new TreeMap<LocalDate, Long>();
        settings.forEach(setting -> setting.days().forEach(day -> Optional.ofNullable(day.records().get(ConsentStatus.WITHDRAWN))
            .ifPresent(records -> withdrawals.merge(day.day(), records, Long::sum))));

        var recent = new Counts();
        var upTo = addRecent(tx, recent);
        var outcomes = table.outcomes(tx, brand.no(), first, last);
        recent.outcomes.forEach((outcome, count) -> {
            if (outcome.brandNo() == brand.no() && outcome.day() >= first && outcome.day() <= last) {
                outcomes.merge(outcome, count, Long::sum);
            }
        });
        return new Summary(from, to, log(tx, brand), settings, withdrawals, table.delays(tx, brand.no(), first, last), byDay(outcomes, Contact.State.SENT),
            byDay(outcomes, Contact.State.WITHHELD), byDay(outcomes, Contact.State.RELEASED), byReason(outcomes), upTo);
    }

    /** Contacts behind the first that may still change are not in the table; they are counted anew each time. Returns where that ended short of all. */
    private Optional<Instant> addRecent(Tx tx, Counts recent) {
        var next = table.lastContact(tx);
        List<Settled> page = List.of();
        for (int pages = 0; pages < MOST_PAGES_WHILE_SOMEBODY_WAITS; pages++) {
            page = decisions.after(tx, next, CONTACTS_AT_ONCE);
            page.stream().filter(Settled::isFinal).forEach(recent::add);
            if (page.size() < CONTACTS_AT_ONCE) {
                return Optional.empty();
            }
            next = page.get(page.size() - 1).id();
        }
        return Optional.of(page.get(page.size() - 1).at());
    }

    private Summary.Log log(Tx tx, Brand brand) {
        var log = Consents.log(brand);
        long size = ledger.size(tx, log);
        return new Summary.Log(ledger.origin(log), size, table.entries(tx, brand.no()), ledger.checked(tx, log),
            size == 0 ? Optional.empty() : consents.read(tx, brand, size - 1).map(last -> last.record().recordedAt()));
    }

    private static SortedMap<LocalDate, Long> byDay(Map<Counts.Outcome, Long> outcomes, Contact.State state) {
        return sums(outcomes, state.id()::equals, outcome -> LocalDate.ofEpochDay(outcome.day()));
    }

    private static SortedMap<String, Long> byReason(Map<Counts.Outcome, Long> outcomes) {
        var prefix = Contact.State.WITHHELD.id() + ":";
        return sums(outcomes, outcome -> outcome.startsWith(prefix), outcome -> outcome.outcome().substring(prefix.length()));
    }

    private static <K extends Comparable<? super K>> SortedMap<K, Long> sums(Map<Counts.Outcome, Long> outcomes, java.util.function.Predicate<String> wanted, Function<Counts.Outcome, K> key) {
        var sums = new TreeMap<K, Long>();
        outcomes.forEach((outcome, count) -> {
            if (wanted.test(outcome.outcome())) {
                sums.merge(key.apply(outcome), count, Long::sum);
            }
        });
        return sums;
    }
}
