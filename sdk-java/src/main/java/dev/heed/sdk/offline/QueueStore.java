package dev.heed.sdk.offline;

import java.io.IOException;
import java.util.Optional;

/**
 * Where an {@link OfflineQueue} is kept between two runs of an app, each customer's under a key of its own.
 *
 * <p>What is kept is personal: nobody but the app should be able to read it.
 */
public interface QueueStore {
    /** What was saved last under a key; empty when nothing was. */
    Optional<byte[]> load(String key) throws IOException;

    /** Keeps all of it, or, when it fails or the device loses power, all of what was kept before; it is on disk when this returns. */
    void save(String key, byte[] state) throws IOException;

    /** Keeps nothing under a key any more. */
    void clear(String key) throws IOException;
}
