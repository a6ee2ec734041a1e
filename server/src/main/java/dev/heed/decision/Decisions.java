package dev.heed.decision;

import dev.heed.brand.Brand;
import dev.heed.consent.Consents;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.ledger.Ledger;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.preferences.Preferences;
import dev.heed.problem.Fault;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Ids;
import dev.heed.store.Times;
import dev.heed.store.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Decides whether a customer may be contacted, and holds a place for whoever is about to. */
public final class Decisions {
    static final Duration LONGEST_WINDOW = Duration.ofDays(30);
    private static final Duration LATEST = Duration.ofMinutes(1);
    private static final int MOST_COUNTED = 5_000;

    private final ContactTable table = new ContactTable();
    private final Database database;
    private final PreferenceCenter preferences;
    private final Customers customers;
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;
    private final Duration held;
    private final Recent recent;
    private final Everyone everyone;

    /**
     * @param held how long a place is held for a contact that is not confirmed
     * @param cacheBytes memory for contacts that decisions rested on lately
     */
    public Decisions(Database database, PreferenceCenter preferences, Customers customers, Ledger ledger, Ids ids, Clock clock, Duration held, long cacheBytes) {
        this.database = database;
        this.preferences = preferences;
        this.customers = customers;
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
        this.held = held;
        this.recent = new Recent(cacheBytes);
        this.everyone = new Everyone(table, database, preferences, customers);
    }

    /**
     * Whether the customer may be contacted now. Most often without the database.
     *
     * @throws Problem catalog_violation with every fault of the question
     */
    public Decision decide(Question question) {
        var current = checked(question, preferences.current(question.customer()));
        var contacts = !Caps.any(current) ? List.<Contact.Counted>of()
            : recent.get(question.customer(), () -> database.read(tx -> counted(tx, question.customer(), current.at())));
        return Decision.of(Facts.of(question, current, contacts), treeSize(question.customer().brand()));
    }

    /**
     * Whether the customer may be contacted at another moment, as things are now.
     *
     * @throws Problem as {@link #decide(Question)}
     */
    public Decision decide(Question question, Instant at) {
        return database.read(tx -> {
            var then = checked(question, preferences.newest(tx, question.customer()).at(at));
            return Decision.of(Facts.of(question, then, counted(tx, question.customer(), at)), treeSize(question.customer().brand()));
        });
    }

    /**
     * Decides, and holds a place under the customer's caps where the contact is allowed; where it is not, keeps that it was held back. Of somebody erased
     * nothing is kept.
     *
     * @param sender the API key of whoever asks
     * @throws Problem as {@link #decide(Question)}
     */
    public Decision reserve(Tx tx, Question question, String sender) {
        while (true) {
            var now = checked(question, preferences.newest(tx, question.customer()));
            if (now.erased()) {
                return Decision.of(Facts.of(question, now, List.of()), ledger.size(tx, Consents.log(question.customer().brand())));
            }
            long customerNo = customers.numberOrNew(tx, question.customer());
            long places = table.places(tx, customerNo);
            var facts = Facts.of(question, now, Caps.any(now) ? table.counted(tx, customerNo, now.at().minus(LONGEST_WINDOW), MOST_COUNTED) : List.of());
            var decision = Decision.of(facts, ledger.size(tx, Consents.log(question.customer().brand())));
            if (!decision.allowed()) {
                withhold(tx, customerNo, decision, sender);
                return decision;
            }
            if (table.take(tx, customerNo, places)) {
                return decision.holding(hold(tx, customerNo, facts, sender));
            }
            // Another took a place since we looked.
        }
    }

    private Contact hold(Tx tx, long customerNo, Facts facts, String sender) {
        var contact = new Contact(ids.next(), facts.question().channel(), facts.question().topic(), Contact.State.RESERVED, facts.at(),
            Optional.of(facts.at().plus(held)), List.of(), sender, 1);
        insert(tx, facts.question().customer(), customerNo, contact, !facts.essential());
        return contact;
    }

    private void insert(Tx tx, CustomerId customer, long customerNo, Contact contact, boolean counted) {
        table.insert(tx, customerNo, contact, counted);
        tx.afterCommit(() -> recent.forget(customer));
    }

    /** The very same, held back again and again, is one row that counts. */
    private void withhold(Tx tx, long customerNo, Decision decision, String sender) {
        var question = decision.facts().question();
        var at = decision.facts().at();
        var codes = decision.reasons().stream().map(Reason::code).distinct().toList();
        var last = table.newest(tx, customerNo, Instant.ofEpochMilli(Long.MAX_VALUE), Ids.LAST, 1).stream().findFirst()
            .filter(before -> before.state() == Contact.State.WITHHELD && before.channel().equals(question.channel()) && before.topic().equals(question.topic())
                && before.reasons().equals(codes) && before.sender().equals(sender) && before.at().isAfter(at.minus(Duration.ofDays(1))));
        if (last.isPresent()) {
            table.again(tx, last.get().id(), at);
        } else {
            table.insert(tx, customerNo, new Contact(ids.next(), question.channel(), question.topic(), Contact.State.WITHHELD, at, Optional.empty(), codes, sender, 1), false);
        }
    }

    /**
     * Records a contact that was made without asking.
     *
     * @param at when, if not now
     * @throws Problem catalog_violation with every fault of the question; contract_violation when it is not in the last 30 days; conflict when the customer was erased
     */
    public Contact record(Tx tx, Question question, Optional<Instant> at, String sender) {
        var now = checked(question, preferences.newest(tx, question.customer()));
        var when = at.map(moment -> moment.truncatedTo(ChronoUnit.MILLIS)).orElse(now.at());
        refuseUnlessLately(when, now.at());
        long customerNo = customers.numberOrNew(tx, question.customer());
        var contact = new Contact(ids.next(), question.channel(), question.topic(), Contact.State.SENT, when, Optional.empty(), List.of(), sender, 1);
        boolean essential = Facts.of(question, now, List.of()).essential();
        while (!table.take(tx, customerNo, table.places(tx, customerNo))) {
            // Another took a place since we looked; this contact was made all the same.
        }
        insert(tx, question.customer(), customerNo, contact, !essential);
        return contact;
    }

    private static void refuseUnlessLately(Instant when, Instant now) {
        if (when.isAfter(now.plus(LATEST))) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "/at", "this is in the future");
        }
        if (when.isBefore(now.minus(LONGEST_WINDOW))) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "/at", "this is more than 30 days ago");
        }
    }

    /**
     * Confirms that a reserved contact was made; it counts from now on, and from now. Once confirmed it stays so.
     *
     * @throws Problem not_found; conflict when its place was released, by somebody or by the clock
     */
    public Contact confirm(Tx tx, Brand brand, UUID contactId) {
        return settle(tx, brand, contactId, Contact.State.SENT);
    }

    /**
     * Gives a reserved place back. Once released it stays so.
     *
     * @throws Problem not_found; conflict when the contact was made already
     */
    public Contact release(Tx tx, Brand brand, UUID contactId) {
        return settle(tx, brand, contactId, Contact.State.RELEASED);
    }

    private Contact settle(Tx tx, Brand brand, UUID contactId, Contact.State wanted) {
        var now = now();
        var owned = table.find(tx, brand.no(), contactId).orElseThrow(() -> Problem.of(Kind.NOT_FOUND));
        var contact = owned.contact().at(now);
        if (contact.state() == wanted) {
            return contact;
        }
        if (contact.state() != Contact.State.RESERVED) {
            throw Problem.of(Kind.CONFLICT, switch (contact.state()) {
                case SENT -> "The contact was confirmed on " + Times.text(contact.at()) + "; what was sent cannot be released.";
                case WITHHELD -> "The contact was never allowed; there is nothing to confirm or release.";
                default -> "The place was released" + contact.expiresAt().map(end -> ", or held until " + Times.text(end) + " only").orElse("") + ". Ask for another decision.";
            });
        }
        table.settle(tx, contactId, wanted, now);
        tx.afterCommit(() -> recent.forget(new CustomerId(brand, owned.customerId())));
        return new Contact(contact.id(), contact.channel(), contact.topic(), wanted, now, contact.expiresAt(), List.of(), contact.sender(), 1);
    }

    /** A customer's contacts before a place in the list, as they stand now, the newest first. */
    public List<Contact> contacts(Tx tx, CustomerId customer, Instant before, UUID beforeId, int limit) {
        var number = customers.number(tx, customer);
        var now = now();
        return number.isEmpty() ? List.of()
            : table.newest(tx, number.getAsLong(), before, beforeId, limit).stream().map(contact -> contact.at(now)).toList();
    }

    /** One of a customer's own contacts, as it stands now. */
    public Optional<Contact> contact(Tx tx, CustomerId customer, UUID contactId) {
        return table.find(tx, customer.brand().no(), contactId).filter(owned -> owned.customerId().equals(customer.id())).map(owned -> owned.contact().at(now()));
    }

    /** What was sent to a customer since a moment, the oldest first; of very many the newest. */
    public List<Contact> sent(Tx tx, CustomerId customer, Instant since) {
        var number = customers.number(tx, customer);
        return number.isEmpty() ? List.of() : table.sent(tx, number.getAsLong(), since, MOST_COUNTED);
    }

    /** Erases all contacts of a customer; returns how many. */
    public int erase(Tx tx, CustomerId customer, long customerNo) {
        tx.afterCommit(() -> recent.forget(customer));
        return table.erase(tx, customerNo);
    }

    /**
     * A contact for whoever counts, without the customer.
     *
     * @param at when it was sent; else when its place was first asked for
     */
    public record Settled(UUID id, long brandNo, Contact.State state, Instant at, List<Reason.Code> reasons) {
        /** Whether nothing changes it any more. */
        public boolean isFinal() {
            return state != Contact.State.RESERVED;
        }
    }

    /** The contacts of all brands after an id, as they stand now, in the order in which they were first asked for. */
    public List<Settled> after(Tx tx, UUID id, int limit) {
        return table.after(tx, id, now(), limit);
    }

    /** Forgets contacts older than they are kept, at most so many at once; returns how many. */
    public int forget(Tx tx, Instant before, int atMost) {
        return table.forget(tx, Ids.first(before), atMost);
    }

    /**
     * Asks for every customer of a brand, as far as known here, without reserving anything.
     *
     * @param at another moment to ask about
     * @throws Problem catalog_violation with every fault of the campaign
     */
    public Audience audience(Audience.Campaign campaign, Optional<Instant> at) {
        refuseUnlessOffered(campaign);
        return everyone.count(campaign, at.orElseGet(this::now));
    }

    /** Tells who may be contacted, as {@link #audience} counts them; no transaction is open while {@code allowed} takes its time. */
    public void members(Audience.Campaign campaign, Optional<Instant> at, Consumer<List<String>> allowed) {
        everyone.members(campaign, at.orElseGet(this::now), allowed);
    }

    /** @throws Problem catalog_violation with every fault of a campaign */
    public void refuseUnlessOffered(Audience.Campaign campaign) {
        refuse(campaign.about(new CustomerId(campaign.brand(), "anyone")).faults(preferences.catalog(campaign.brand())));
    }

    private List<Contact.Counted> counted(Tx tx, CustomerId customer, Instant at) {
        var number = customers.number(tx, customer);
        return number.isEmpty() ? List.of() : table.counted(tx, number.getAsLong(), at.minus(LONGEST_WINDOW), MOST_COUNTED);
    }

    private static Preferences checked(Question question, Preferences preferences) {
        refuse(question.faults(preferences.catalog()));
        return preferences;
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.of(Kind.CATALOG_VIOLATION, faults);
        }
    }

    private long treeSize(Brand brand) {
        var log = Consents.log(brand);
        var known = ledger.knownSize(log);
        return known.isPresent() ? known.getAsLong() : database.read(tx -> ledger.size(tx, log));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
