package dev.heed.decision;

import dev.heed.choice.Frequency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Never more than so many contacts in any rolling window: day = 24 hours, week = 7 days, month = 30 days.
 *
 * <p>A window is half-open: of two contacts exactly a day apart, no day holds both.
 */
final class FrequencyCap {
    private final int max;
    private final Duration window;

    private FrequencyCap(int max, Duration window) {
        this.max = max;
        this.window = window;
    }

    static FrequencyCap of(Frequency frequency) {
        return new FrequencyCap(frequency.max(), Duration.ofDays(frequency.per().days()));
    }

    /**
     * The first moment from {@code at} on at which one more contact breaks no window, if nothing else is sent; {@code at} itself when that is now.
     *
     * @param contacts those that count under this cap, the oldest first
     */
    Instant opensAt(List<Contact.Counted> contacts, Instant at) {
        if (isFree(contacts, at)) {
            return at;
        }
        // A window becomes free only when a contact leaves it or a reservation lapses.
        return contacts.stream().flatMap(contact -> java.util.stream.Stream.concat(java.util.stream.Stream.of(contact.at().plus(window)), contact.lapsesAt().stream()))
            .filter(moment -> moment.isAfter(at)).sorted().filter(moment -> isFree(contacts, moment)).findFirst().orElseThrow();
    }

    /** Whether each window that holds the moment has a place left; contacts after the moment count too, where somebody asks about the past. */
    private boolean isFree(List<Contact.Counted> contacts, Instant at) {
        var near = contacts.stream().filter(contact -> contact.counts(at))
            .map(Contact.Counted::at).filter(moment -> moment.isAfter(at.minus(window)) && moment.isBefore(at.plus(window))).toList();
        for (int first = 0; first + max <= near.size(); first++) {
            var earliest = near.get(first).isBefore(at) ? near.get(first) : at;
            var last = near.get(first + max - 1);
            var latest = last.isAfter(at) ? last : at;
            if (Duration.between(earliest, latest).compareTo(window) < 0) {
                return false;
            }
        }
        return true;
    }
}
