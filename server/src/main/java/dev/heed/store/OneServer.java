package dev.heed.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second server from a database of which one server has the newest in memory. The operating system ends it with the process, however that ends. */
final class OneServer implements AutoCloseable {
    private final FileChannel channel;

    private OneServer(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IllegalStateException with a sentence for the operator when another server is there */
    static OneServer of(Path database) {
        try {
            var channel = FileChannel.open(database.resolveSibling(database.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new IllegalStateException("another server serves the database " + database + "; stop it first");
            }
            return new OneServer(channel);
        } catch (IOException failure) {
            throw new IllegalStateException("cannot lock the database " + database + " against another server: " + failure.getMessage(), failure);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
