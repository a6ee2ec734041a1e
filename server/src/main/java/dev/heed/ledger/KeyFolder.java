package dev.heed.ledger;

import dev.heed.store.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps each log's signing key in a file of its own that only the server's user can read. */
public final class KeyFolder {
    private final Path folder;
    private final String serverName;
    private final Map<String, LedgerKey> keys = new ConcurrentHashMap<>();

    /**
     * @param folder where the key files are; made where missing
     * @param serverName the first part of every log's origin
     */
    public KeyFolder(Path folder, String serverName) {
        this.folder = folder;
        this.serverName = serverName;
    }

    /** The log's name, which is also its key's: {@code <server name>/<log>}. */
    String origin(String log) {
        return serverName + "/" + log;
    }

    /** Makes the key of a new log. A key that is there already is kept: it may have signed something. */
    public void create(String log) {
        try {
            if (!Files.exists(file(log))) {
                PrivateFile.create(file(log), LedgerKey.generate(origin(log), new SecureRandom()).toBytes());
            }
        } catch (IOException failure) {
            throw new IllegalArgumentException("cannot write the signing key of " + log + " in " + folder + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * The key of a log.
     *
     * @throws IllegalArgumentException with a sentence for the operator when its file is missing, not a key, or open to others
     */
    public LedgerKey key(String log) {
        return keys.computeIfAbsent(log, unread -> {
            try {
                return of(log, PrivateFile.read(file(log)));
            } catch (NoSuchFileException missing) {
                throw new IllegalArgumentException("the signing key of " + log + " is missing: " + file(log)
                    + " (HEED_DATA must be the folder in which the brand was created; restore the file from its backup)");
            } catch (IOException failure) {
                throw new IllegalArgumentException("cannot read the signing key " + file(log) + ": " + failure.getMessage(), failure);
            }
        });
    }

    private LedgerKey of(String log, byte[] bytes) {
        try {
            return LedgerKey.of(origin(log), bytes);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("the signing key in " + file(log) + " is broken: " + broken.getMessage() + "; restore the file from its backup", broken);
        }
    }

    private Path file(String log) {
        return folder.resolve(log + ".key");
    }
}
