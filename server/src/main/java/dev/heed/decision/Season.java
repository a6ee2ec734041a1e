package dev.heed.decision;

import dev.heed.brand.Brand;
import dev.heed.brand.Catalog;
import dev.heed.decision.Outcome.Fate;
import dev.heed.decision.Schedule.Sending;
import dev.heed.preferences.Preferences;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * A season of campaigns of several senders, played against the rules: every message is asked about at its moment, under the contacts played before.
 *
 * <p>Nothing is random but the schedule and the imagined customers, and those come from the seed: the same season of the same customers has the same
 * outcome. Customers begin it without earlier contacts, and what they chose stays as it is.
 */
public final class Season {
    /** More would take more than a minute. */
    static final long MOST_ATTEMPTS = 2_000_000;

    private final Catalog catalog;
    private final Instant from;
    private final int days;
    private final long seed;
    private final List<Sending> sendings;

    /**
     * What became of one message.
     *
     * @param due when the campaign was
     * @param sentAt empty when it was not sent
     */
    public record Played(String topic, String channel, Instant due, Optional<Instant> sentAt, Fate fate) {}

    /** Told of every message of every customer, in the order in which their fates were settled. */
    public interface Witness {
        void see(Preferences customer, Played played);
    }

    /** @param again whether it was held and is due now for the second, last time */
    private record Due(Instant at, int order, Sending sending, boolean again) {}

    private Season(Catalog catalog, Instant from, int days, long seed) {
        this.catalog = catalog;
        this.from = from;
        this.days = days;
        this.seed = seed;
        this.sendings = Schedule.of(catalog, from, days, seed);
    }

    /**
     * A season of a catalog's topics.
     *
     * @param days from 7 on
     * @throws IllegalArgumentException when it has more messages for one customer than can be played
     */
    public static Season of(Catalog catalog, Instant from, int days, long seed) {
        double expected = Schedule.expected(catalog, days);
        if (expected > MOST_ATTEMPTS / 10) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "the catalog expects %,.0f messages to each customer in %d days; at most %,d fit", expected, days, MOST_ATTEMPTS / 10));
        }
        return new Season(catalog, from, days, seed);
    }

    /** How many customers can be played in about a minute. */
    public int mostCustomers() {
        return (int) (MOST_ATTEMPTS / Math.max(20, sendings.size()));
    }

    /** Customers who never were, the same for the same seed. */
    public List<Preferences> imagined(Brand brand, int many) {
        return Imagined.customers(brand, catalog, from, many, seed);
    }

    /** Plays it. Keeps counts only; whoever wants to know of each message is the witness. */
    public Outcome play(List<Preferences> customers, Witness witness) {
        var tally = new Outcome.Tally(catalog.topics().keySet(), from, days);
        for (var customer : customers) {
            tally.begin();
            play(customer, tally, played -> {
                tally.add(played);
                witness.see(customer, played);
            });
            tally.end();
        }
        int senders = catalog.topics().values().stream().mapToInt(topic -> topic.channels().size()).sum();
        return tally.outcome(senders, sendings.size());
    }

    private void play(Preferences customer, Outcome.Tally tally, Consumer<Played> played) {
        var ahead = new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingInt(Due::order));
        for (int i = 0; i < sendings.size(); i++) {
            ahead.add(new Due(sendings.get(i).at(), i, sendings.get(i), false));
        }
        var contacts = new ArrayList<Contact.Counted>();
        boolean capped = Caps.any(customer);
        while (!ahead.isEmpty()) {
            var due = ahead.remove();
            contacts.removeIf(contact -> !contact.at().isAfter(due.at().minus(Decisions.LONGEST_WINDOW)));
            var facts = Facts.of(due.sending().to(customer.customer()), customer.at(due.at()), Collections.unmodifiableList(contacts));
            var against = Rules.reasons(facts);
            if (against.isEmpty()) {
                if (capped && !facts.essential()) {
                    contacts.add(new Contact.Counted(due.sending().channel(), due.sending().topic(), due.at(), Optional.empty()));
                }
                played.accept(settled(due, due.again() ? Fate.SENT_LATER : Fate.SENT));
            } else if (due.again()) {
                played.accept(settled(due, Fate.HELD_BACK));
            } else {
                tally.against(against);
                denied(due, facts, against).ifPresentOrElse(ahead::add, () -> played.accept(settled(due, fateOf(facts, against))));
            }
        }
    }

    /** The second time of a message that the customer wants to have later. */
    private Optional<Due> denied(Due due, Facts facts, List<Reason> against) {
        return overflow(facts).equals("hold") ? opening(facts, against).map(at -> new Due(at, due.order(), due.sending(), true)) : Optional.empty();
    }

    /** What can never be sent belongs into no digest either: only what is merely too early is gathered. */
    private Fate fateOf(Facts facts, List<Reason> against) {
        return overflow(facts).equals("digest") && opening(facts, against).isPresent() ? Fate.GATHERED : Fate.HELD_BACK;
    }

    private Optional<Instant> opening(Facts facts, List<Reason> against) {
        return Rules.allowedFrom(facts, against).filter(at -> at.isBefore(from.plus(Duration.ofDays(days))));
    }

    private static String overflow(Facts facts) {
        return facts.effective().overflow().value().textValue();
    }

    private static Played settled(Due due, Fate fate) {
        boolean sent = fate == Fate.SENT || fate == Fate.SENT_LATER;
        return new Played(due.sending().topic(), due.sending().channel(), due.sending().at(), sent ? Optional.of(due.at()) : Optional.empty(), fate);
    }
}
