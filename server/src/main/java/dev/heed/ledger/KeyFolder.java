package dev.heed.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
            if (!Files.exists(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            var file = file(log);
            if (!Files.exists(file)) {
                var fresh = folder.resolve(log + ".new");
                Files.deleteIfExists(fresh);
                Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(fresh, LedgerKey.generate(origin(log), new SecureRandom()).toBytes(), StandardOpenOption.SYNC);
                Files.move(fresh, file);
            }
        } catch (IOException failure) {
            throw new IllegalArgumentException("cannot write the signing key of " + log + " in " + folder + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * The key of a log.
     *
     * @throws IllegalArgumentException with a sentence for the operator when its file is missing or not a key
     */
    public LedgerKey key(String log) {
        return keys.computeIfAbsent(log, unread -> {
            try {
                return LedgerKey.of(origin(log), Files.readAllBytes(file(log)));
            } catch (NoSuchFileException missing) {
                throw new IllegalArgumentException("the signing key of " + log + " is missing: " + file(log)
                    + " (HEED_DATA must be the folder in which the brand was created; restore the file from its backup)");
            } catch (IOException failure) {
                throw new IllegalArgumentException("cannot read the signing key " + file(log) + ": " + failure.getMessage(), failure);
            }
        });
    }

    private Path file(String log) {
        return folder.resolve(log + ".key");
    }
}
