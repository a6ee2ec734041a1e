package dev.heed.durability;

import dev.heed.sdk.CustomerPreferences;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.UnavailableException;
import dev.heed.sdk.model.Per;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What one of several writers asks for, one change after the other, until the server is gone. */
final class Changes {
    private static final List<String> CHANNELS = List.of("email", "text", "voice", "post", "push", "messenger");
    private static final int OWN_CUSTOMERS = 3;
    /** All writers change this customer, each a setting of its own. */
    private static final String SHARED = "shared";
    /** How many writers can share that customer. */
    static final int MOST_WRITERS = CHANNELS.size();

    private final int writer;
    private final List<Change> all = new ArrayList<>();

    /**
     * One intent, recognized in the log by its reason.
     *
     * @param number how many this writer made before; no two neighbors ask for the same
     * @param version what was answered; empty when nothing was
     */
    record Change(int writer, int round, int number, OptionalLong version) {
        boolean isShared() {
            return number % 4 == 3;
        }

        String customer() {
            return isShared() ? SHARED : "c-" + round + "-" + writer + "-" + number % OWN_CUSTOMERS;
        }

        String reason() {
            return "intent " + writer + "/" + number;
        }

        int max() {
            return number % 1000 + 1;
        }

        /** A change of a customer of the writer's own is of two settings, which must never come apart. */
        int records() {
            return isShared() ? 1 : 2;
        }

        boolean isAnswered() {
            return version.isPresent();
        }

        /** Asks for it, always under the same idempotency key. */
        Change ask(HeedClient client) {
            var preferences = client.customers().get(customer()).preferences().withIdempotencyKey("key-" + writer + "-" + number);
            return new Change(writer, round, number, OptionalLong.of(change(preferences)));
        }

        private long change(CustomerPreferences preferences) {
            return preferences.change(choice -> {
                choice.because(reason());
                if (isShared()) {
                    choice.channel(CHANNELS.get(writer)).atMost(max(), Per.DAY);
                } else {
                    choice.atMost(max(), Per.WEEK).pauseUntil(java.time.Instant.parse("2100-01-01T00:00:00Z").plusSeconds(number));
                }
            }).value().getVersion();
        }
    }

    Changes(int writer) {
        this.writer = writer;
    }

    /** Makes changes until one is not answered; runs something after each answer, at once. */
    void makeUntilTheServerIsGone(HeedClient client, int round, Runnable answered) {
        while (true) {
            var change = new Change(writer, round, all.size(), OptionalLong.empty());
            all.add(change);
            try {
                all.set(all.size() - 1, change.ask(client));
                answered.run();
            } catch (UnavailableException gone) {
                return;
            }
        }
    }

    /** Repeats what was not answered; twice, as a nervous client would. */
    void repeatUnanswered(HeedClient client) {
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isAnswered()) {
                all.set(i, all.get(i).ask(client));
                if (!all.get(i).ask(client).equals(all.get(i))) {
                    throw new AssertionError("the same key was answered in two ways");
                }
            }
        }
    }

    List<Change> all() {
        return all;
    }

    List<Change> ofRound(int round) {
        return all.stream().filter(change -> change.round == round).toList();
    }
}
