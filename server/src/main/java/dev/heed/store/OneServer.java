package dev.heed.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second server from a database of which one server has the newest in memory. The operating system ends it with the process, however that ends. */
final class OneServer implements AutoCloseable {
    // Asked before the file is opened: whoever closes any channel of it ends this process's locks of it (POSIX, fcntl).
    private static final Set<Path> IN_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path database;
    private final FileChannel channel;

    private OneServer(Path database, FileChannel channel) {
        this.database = database;
        this.channel = channel;
    }

    /**
     * Locks a database that is there, by whatever links its path leads to it.
     *
     * @throws IllegalStateException with a sentence for the operator when another server is there
     */
    static OneServer of(Path path) {
        try {
            var database = path.toRealPath();
            if (!IN_THIS_PROCESS.add(database)) {
                throw served(database);
            }
            var lock = Optional.<OneServer>empty();
            try {
                lock = locked(database);
                return lock.orElseThrow(() -> served(database));
            } finally {
                if (lock.isEmpty()) {
                    IN_THIS_PROCESS.remove(database);
                }
            }
        } catch (IOException failure) {
            throw new IllegalStateException("cannot lock the database " + path + " against another server: " + failure.getMessage(), failure);
        }
    }

    private static Optional<OneServer> locked(Path database) throws IOException {
        var channel = FileChannel.open(database.resolveSibling(database.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new OneServer(database, channel));
    }

    private static IllegalStateException served(Path database) {
        return new IllegalStateException("another server serves the database " + database + "; stop it first");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            IN_THIS_PROCESS.remove(database);
        }
    }
}
