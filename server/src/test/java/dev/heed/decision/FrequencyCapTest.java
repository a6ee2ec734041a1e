package dev.heed.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.choice.Frequency;
import dev.heed.choice.Frequency.Per;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Never more than so many in any window, and the first moment at which there is room again. */
class FrequencyCapTest {
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void noWindowEverHoldsMoreThanTheMaximumHoweverManyTry() {
        var random = new Random(7);
        for (int history = 0; history < 200; history++) {
            int max = 1 + random.nextInt(4);
            var per = Per.values()[random.nextInt(3)];
            var cap = FrequencyCap.of(new Frequency(max, per));
            var sent = new ArrayList<Contact.Counted>();
            var now = START;
            for (int attempt = 0; attempt < 60; attempt++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(per.days() * 1_440)));
                // Now and then, whoever was told when there is room comes at that very moment.
                now = random.nextInt(3) == 0 ? cap.opensAt(sent, now) : now;
                if (cap.opensAt(sent, now).equals(now)) {
                    sent.add(counted(now, Optional.empty()));
                }
            }
            assertThat(sent.stream().mapToLong(first -> sent.stream().filter(other -> within(first.at(), other.at(), per)).count()).max().orElse(0)).isLessThanOrEqualTo(max);
        }
    }

    private static boolean within(Instant first, Instant other, Per per) {
        return !other.isBefore(first) && other.isBefore(first.plus(Duration.ofDays(per.days())));
    }

    /** The opening is exact: a model that counts every window agrees on each side of it, and nothing opens before. */
    @Test
    void theOpeningIsTheFirstMomentAtWhichEveryWindowHasRoom() {
        var random = new Random(8);
        for (int i = 0; i < 2_000; i++) {
            int max = 1 + random.nextInt(3);
            var window = Duration.ofDays(1);
            var contacts = new ArrayList<Contact.Counted>();
            for (int n = random.nextInt(8); n > 0; n--) {
                var at = START.plus(Duration.ofMinutes(random.nextInt(3 * 1_440)));
                contacts.add(counted(at, random.nextInt(4) == 0 ? Optional.of(at.plus(Duration.ofMinutes(15))) : Optional.empty()));
            }
            contacts.sort(Comparator.comparing(Contact.Counted::at));
            var asked = START.plus(Duration.ofMinutes(random.nextInt(4 * 1_440)));

            var opens = FrequencyCap.of(new Frequency(max, Per.DAY)).opensAt(contacts, asked);

            assertThat(room(contacts, max, window, opens)).isTrue();
            for (var moment = asked; moment.isBefore(opens); moment = moment.plus(Duration.ofMinutes(1))) {
                assertThat(room(contacts, max, window, moment)).as("%s of %s at %s", max, contacts, moment).isFalse();
            }
            if (opens.isAfter(asked)) {
                assertThat(room(contacts, max, window, opens.minusMillis(1))).isFalse();
            }
        }
    }

    /** The slow way: with one more contact, does any window that begins with a contact hold too many? */
    private static boolean room(List<Contact.Counted> contacts, int max, Duration window, Instant at) {
        var all = new ArrayList<Instant>(contacts.stream().filter(contact -> contact.counts(at)).map(Contact.Counted::at).toList());
        all.add(at);
        return all.stream().allMatch(first -> !holds(first, at, window)
            || all.stream().filter(other -> holds(first, other, window)).count() <= max);
    }

    private static boolean holds(Instant first, Instant moment, Duration window) {
        return !moment.isBefore(first) && moment.isBefore(first.plus(window));
    }

    private static Contact.Counted counted(Instant at, Optional<Instant> lapsesAt) {
        return new Contact.Counted("email", "offers", at, lapsesAt);
    }
}
