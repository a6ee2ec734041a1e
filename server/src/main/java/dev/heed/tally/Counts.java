package dev.heed.tally;

import dev.heed.choice.Setting;
import dev.heed.consent.ConsentStatus;
import dev.heed.consent.StatusChange;
import dev.heed.decision.Contact;
import dev.heed.decision.Decisions.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What some records and contacts add up to, by UTC day. Adds; takes nothing away. */
final class Counts {
    /** A day, a setting, and where a consent stood before and after. */
    record Change(long day, Setting setting, ConsentStatus previous, ConsentStatus status) {}

    /** A day and how long withdrawals of that day took, in a step of {@link Delays}. */
    record Delay(long day, long atMostMillis) {}

    /** A brand's day and what became of contacts. */
    record Outcome(long brandNo, long day, String outcome) {}

    final Map<Change, Long> changes = new HashMap<>();
    final Map<Delay, Long> delays = new HashMap<>();
    final Map<Outcome, Long> outcomes = new HashMap<>();

    static long day(Instant moment) {
        return Math.floorDiv(moment.toEpochMilli(), Duration.ofDays(1).toMillis());
    }

    /** Counts what a record changed on the day on which it came into force. */
    void add(StatusChange change) {
        long day = day(change.recordedAt());
        changes.merge(new Change(day, change.setting(), change.previous(), change.status()), 1L, Long::sum);
        if (change.status() == ConsentStatus.WITHDRAWN) {
            delays.merge(new Delay(day, Delays.step(Duration.between(change.occurredAt(), change.recordedAt()).toMillis())), 1L, Long::sum);
        }
    }

    /** Counts a contact that nothing changes any more: once, and once for each reason that held it back. */
    void add(Settled contact) {
        outcomes.merge(new Outcome(contact.brandNo(), day(contact.at()), contact.state().id()), 1L, Long::sum);
        if (contact.state() == Contact.State.WITHHELD) {
            contact.reasons().forEach(code -> outcomes.merge(new Outcome(contact.brandNo(), day(contact.at()), Contact.State.WITHHELD.id() + ":" + code.id()), 1L, Long::sum));
        }
    }
}
