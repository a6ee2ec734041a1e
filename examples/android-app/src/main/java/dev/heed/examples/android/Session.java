package dev.heed.examples.android;

import dev.heed.sdk.HeedClient;
import dev.heed.sdk.offline.FileStore;
import dev.heed.sdk.offline.OfflineQueue;
import java.io.File;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * The customer who is signed in, from sign-in to sign-out: keep it in the {@code Application}.
 *
 * <p>It does not depend on a push token: one that changes, or was never granted, changes nothing about what the customer asked for.
 */
public final class Session implements AutoCloseable {
    private final HeedClient client;
    private final OfflineQueue queue;

    private Session(HeedClient client, OfflineQueue queue) {
        this.client = client;
        this.queue = queue;
    }

    /**
     * Signs a customer in.
     *
     * @param tokens asks the brand's own backend for a customer token; called on the thread that calls Heed, and again when a token has expired
     * @param files {@code context.getNoBackupFilesDir()}
     */
    public static Session begin(String server, String customerId, Supplier<String> tokens, File files) throws IOException {
        HeedClient client = HeedClient.builder().baseUrl(server).credential(tokens).build();
        return new Session(client, OfflineQueue.open(client, customerId, FileStore.in(new File(files, "heed"))));
    }

    /** What the customer chooses, with or without a connection. */
    public OfflineQueue queue() {
        return queue;
    }

    HeedClient client() {
        return client;
    }

    /** When the network comes back, and from a {@code Worker} now and then. Returns at once. */
    public void connected() {
        client.async(c -> queue.send());
    }

    /** Whether a notification that the app itself shows is welcome; asked on the device, at any time, without a connection. */
    public boolean mayNotify(String topic) {
        return queue.allows("push", topic);
    }

    /**
     * Signs the customer out, and leaves nothing of theirs on the device.
     *
     * @return how many choices could not be sent before; tell the customer when there are any
     */
    public int end() {
        queue.send();
        int lost = queue.signOut();
        client.close();
        return lost;
    }

    /** The app ends and the customer stays signed in. */
    @Override
    public void close() {
        client.close();
    }
}
