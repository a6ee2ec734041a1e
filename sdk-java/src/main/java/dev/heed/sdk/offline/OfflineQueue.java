package dev.heed.sdk.offline;

import dev.heed.sdk.Customer;
import dev.heed.sdk.CustomerPreferences;
import dev.heed.sdk.Draft;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.HeedException;
import dev.heed.sdk.InvalidException;
import dev.heed.sdk.StaleException;
import dev.heed.sdk.Versioned;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.internal.Uuid7;
import dev.heed.sdk.model.Catalog;
import dev.heed.sdk.model.Choices;
import dev.heed.sdk.model.Fault;
import dev.heed.sdk.model.Preferences;
import dev.heed.sdk.model.PreferencesPatch;
import dev.heed.sdk.model.TopicCategory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What one customer chooses on a device that is not always connected.
 *
 * <p>A change is kept before {@link #change} returns, survives a restart of the app, and binds here at once: {@link #allows} says no from then
 * on. {@link #send} sends what waits in order, each with one idempotency key however often it is tried. Where the preferences were changed elsewhere
 * meanwhile, the more protective choice wins setting by setting, so that a yes that waited never takes the place of a newer no.
 *
 * <p>Threads may share it. Only {@link #send} and {@link #refresh} need the server; neither belongs on a main thread.
 */
public final class OfflineQueue {
    private static final int MOST_WAITING = 500;
    private static final int MOST_ROUNDS = 2 * MOST_WAITING;
    private static final String TOO_LONG = "too many changes wait";

    private final Customer customer;
    private final HeedClient client;
    private final QueueStore store;
    private final Clock clock;
    private final String key;
    private final Object sending = new Object();
    private State state;
    private boolean signedOut;

    private OfflineQueue(HeedClient client, String customerId, QueueStore store, Clock clock) throws IOException {
        this.client = client;
        this.customer = client.customers().get(customerId);
        this.store = store;
        this.clock = clock;
        this.key = key(customerId);
        this.state = store.load(key).map(bytes -> State.read(customerId, bytes)).orElseGet(() -> State.nothing(customerId));
    }

    /**
     * The queue of the customer who is signed in, as it was left. One at a time for each customer and store.
     *
     * @throws IOException when the store cannot be read
     */
    public static OfflineQueue open(HeedClient client, String customerId, QueueStore store) throws IOException {
        return open(client, customerId, store, Clock.systemUTC());
    }

    /** The same, with another clock. */
    public static OfflineQueue open(HeedClient client, String customerId, QueueStore store, Clock clock) throws IOException {
        return new OfflineQueue(client, customerId, store, clock);
    }

    /** Makes a change. It binds here when this returns. */
    public void change(Consumer<Draft> change) {
        change(Draft.written(change));
    }

    /**
     * Makes a change that is already written down as a merge patch.
     *
     * @throws UncheckedIOException when it could not be kept: then it was not made
     * @throws IllegalStateException after {@link #signOut}, or when 500 changes wait already
     */
    public void change(PreferencesPatch patch) {
        Waiting change = Waiting.made(Uuid7.next().toString(), clock.instant(), patch);
        if (!change.isEmpty()) {
            keep(before -> {
                if (before.waiting.size() >= MOST_WAITING) {
                    throw new IllegalStateException(TOO_LONG);
                }
                return before.plus(change);
            });
        }
    }

    /**
     * Whether something about a topic may be shown or sent on a channel, as far as this device knows. Yes only if the server said so and nothing that
     * waits refuses it. Caps and hours are the server's to weigh.
     */
    public boolean allows(String channel, String topic) {
        return new Local(state(), clock.instant()).allows(channel, topic);
    }

    /** Whether data may be used for a purpose, as far as this device knows; as with {@link #allows}. */
    public boolean permits(String purpose) {
        return new Local(state(), clock.instant()).permits(purpose);
    }

    /** What the customer chose, with what waits: for the switches of a screen. */
    public Choices chosen() {
        return Json.mapper().convertValue(Settings.document(state().chosen()), Choices.class);
    }

    /** How many changes wait. */
    public int waiting() {
        return state().waiting.size();
    }

    /**
     * Reads what holds, and keeps it for when there is no connection. What waits goes on binding.
     *
     * @throws HeedException when the server cannot be reached or refuses
     */
    public Preferences refresh() {
        synchronized (sending) {
            Catalog catalog = client.catalog().read().value();
            Set<String> essential = new HashSet<>();
            catalog.topics().stream().filter(topic -> topic.getCategory() == TopicCategory.ESSENTIAL).forEach(topic -> essential.add(topic.getId()));
            Versioned<Preferences> read = customer.preferences().read();
            keep(before -> before.knowing(essential).seeing(read));
            return read.value();
        }
    }

    /** Sends what waits. Never throws for what the server or the network says: it is all in the answer. */
    public Sent send() {
        Sent sent = new Sent();
        synchronized (sending) {
            try {
                for (int round = 0; round < MOST_ROUNDS && waiting() > 0; round++) {
                    next(sent);
                }
            } catch (HeedException held) {
                sent.heldBy(held);
            } catch (SignedOut gone) {
                return sent.waiting(0);
            }
        }
        return sent.waiting(waiting());
    }

    /**
     * Forgets the customer on this device. Send first: what still waits is lost.
     *
     * @return how many changes were lost
     */
    public synchronized int signOut() {
        signedOut = true;
        int lost = state.waiting.size();
        state = State.nothing(state.customerId);
        try {
            store.clear(key);
        } catch (IOException e) {
            throw new UncheckedIOException("the queue could not be cleared", e);
        }
        return lost;
    }

    private void next(Sent sent) {
        if (state().etag.isEmpty()) {
            rebase(customer.preferences().read(), sent);
            return;
        }
        Waiting change = keep(before -> before.replacing(before.waiting.get(0).key, before.waiting.get(0).trying(clock.instant()))).waiting.get(0);
        try {
            Versioned<Preferences> after = preferences(change).change(change.patch());
            keep(before -> before.replacing(change.key, null).knowing(after));
            sent.one();
        } catch (StaleException stale) {
            // It was not done, so its key is free for whatever is left of it.
            rebase(customer.preferences().read(), sent);
        } catch (InvalidException refused) {
            drop(change, refused, sent);
        }
    }

    private CustomerPreferences preferences(Waiting change) {
        return customer.preferences().withIdempotencyKey(change.key).ifMatch(state().etag);
    }

    /** Builds what waits anew on what the server says now. */
    private void rebase(Versioned<Preferences> read, Sent sent) {
        State before = state();
        Resolution resolution = Resolution.of(before, read.value(), customer);
        keep(now -> {
            State known = now.knowing(read);
            resolution.resolve(now.waiting, known.served());
            return known.with(resolution.left);
        });
        sent.overruled(resolution.overruled);
    }

    /** Drops what the server will never take, and no more than that: a refusal in the same change is still sent. */
    private void drop(Waiting change, InvalidException refused, Sent sent) {
        if (refused.kind().equals("idempotency_key_reused")) {
            keep(before -> before.replacing(change.key, change.withKey(Uuid7.next().toString())));
            return;
        }
        List<String> pointers = new ArrayList<>();
        refused.faults().forEach(fault -> pointers.add(pointer(fault)));
        Waiting left = change.without(place -> pointers.stream().anyMatch(pointer -> Settings.covers(pointer, place) || Settings.covers(place, pointer)));
        Waiting kept = left == change ? null : left;
        keep(before -> before.replacing(change.key, kept));
        List<String> gone = new ArrayList<>(change.settings().keySet());
        gone.removeAll(kept == null ? Collections.emptySet() : kept.settings().keySet());
        if (!gone.isEmpty()) {
            sent.refused(gone, refused);
        }
    }

    private static String pointer(Fault fault) {
        return fault.getPointer() == null ? "?" : fault.getPointer();
    }

    private synchronized State state() {
        return state;
    }

    /** Takes the next state once it is kept. */
    private synchronized State keep(UnaryOperator<State> change) {
        if (signedOut) {
            throw new SignedOut();
        }
        State next = change.apply(state);
        try {
            store.save(key, next.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the queue could not be kept", e);
        }
        state = next;
        return next;
    }

    private static final class SignedOut extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        SignedOut() {
            super("the customer has signed out");
        }
    }

    /** A name for files that does not show whose they are. */
    private static String key(String customerId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(customerId.getBytes(StandardCharsets.UTF_8));
            return String.format("%064x", new BigInteger(1, hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
