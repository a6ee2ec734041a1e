package dev.heed.feedback;

import dev.heed.brand.Brand;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.decision.Contact;
import dev.heed.decision.Decisions;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Ids;
import dev.heed.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Keeps what customers say of how they are dealt with, and suggests the settings that would answer it. */
public final class Feedback {
    private final FeedbackTable table = new FeedbackTable();
    private final PreferenceCenter preferences;
    private final Decisions decisions;
    private final Customers customers;
    private final Ids ids;
    private final Clock clock;

    public Feedback(PreferenceCenter preferences, Decisions decisions, Customers customers, Ids ids, Clock clock) {
        this.preferences = preferences;
        this.decisions = decisions;
        this.customers = customers;
        this.ids = ids;
        this.clock = clock;
    }

    /** A remark as it was kept, and what would answer it, said in a language. */
    public record Given(Remark remark, List<Suggestion> suggestions, String language) {}

    /** How often a verdict was given on contacts about a topic on a channel; without these two, in general. */
    public record Count(Optional<String> topic, Optional<String> channel, Verdict verdict, long count) {}

    /**
     * Keeps a customer's verdict. Changes no setting.
     *
     * @param contactId the contact it is about; empty when it is about the brand's contacts in general
     * @param language in which to speak, given the customer's own
     * @throws Problem not_found when the contact is not this customer's; conflict when the customer was erased
     */
    public Given give(Tx tx, CustomerId customer, Optional<UUID> contactId, Verdict verdict, Optional<String> comment, UnaryOperator<String> language) {
        var about = contactId.map(id -> decisions.contact(tx, customer, id)
            .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "/contactId", "this customer has no such contact; leave it out for feedback in general")));
        var current = preferences.newest(tx, customer);
        var spoken = language.apply(current.effective().language().value().textValue());
        var suggestions = Suggestions.of(current, decisions.sent(tx, customer, current.at().minus(Suggestions.LOOKED_BACK)), about, verdict, spoken);
        var remark = new Remark(ids.next(), customer.id(), contactId, about.map(Contact::channel), about.map(Contact::topic), verdict, comment,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
        table.insert(tx, customer.brand().no(), customers.numberOrNew(tx, customer), remark);
        return new Given(remark, suggestions, spoken);
    }

    /** What a brand's customers said before a place in the list, the newest first. */
    public List<Remark> newest(Tx tx, Brand brand, Instant before, UUID beforeId, int limit) {
        return table.newest(tx, brand.no(), before, beforeId, limit);
    }

    /** What one customer said before a place in the list, the newest first. */
    public List<Remark> ofCustomer(Tx tx, CustomerId customer, Instant before, UUID beforeId, int limit) {
        var number = customers.number(tx, customer);
        return number.isEmpty() ? List.of() : table.ofCustomer(tx, number.getAsLong(), before, beforeId, limit);
    }

    /** All that a brand's customers said, counted. */
    public List<Count> counts(Tx tx, Brand brand) {
        return table.counts(tx, brand.no());
    }

    /** Erases all that a customer said; returns how many remarks. */
    public int erase(Tx tx, long customerNo) {
        return table.erase(tx, customerNo);
    }

    /** Forgets what is older than it is kept, at most so many at once; returns how many. */
    public int forget(Tx tx, Instant before, int atMost) {
        return table.forget(tx, Ids.first(before), atMost);
    }
}
