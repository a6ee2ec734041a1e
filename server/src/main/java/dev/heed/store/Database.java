package dev.heed.store;

import dev.heed.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database, as two verbs.
 *
 * <p>What {@link #write} returned is on disk, fully synced. {@link #read} sees one snapshot and never waits for a writer.
 */
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    private static final long READER_WAIT_SECONDS = 5;
    private static final long READING_PAUSE_NANOS = 1_000_000;
    private static final String SQLITE = "jdbc:sqlite:";
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final String url;
    private final GroupCommit writer;
    /** The one that was given back last is taken first: its pages are the warmest. */
    private final BlockingDeque<Session> readers = new LinkedBlockingDeque<>(READERS);
    private Optional<OneServer> alone = Optional.empty();
    private final Set<Object> readings = ConcurrentHashMap.newKeySet();

    private Database(String url, int mostWaitingWrites) {
        this.url = url;
        this.writer = new GroupCommit(() -> session(true), mostWaitingWrites);
        for (int i = 0; i < READERS; i++) {
            readers.add(session(false));
        }
    }

    /**
     * Opens the database and brings its schema up to date.
     *
     * @param url {@code jdbc:sqlite:} and a path; the file and its folder are made where missing
     * @throws IllegalArgumentException with a sentence for the operator when the URL is not one we can open
     */
    public static Database open(String url, int mostWaitingWrites) {
        if (!namesFile(url)) {
            throw new IllegalArgumentException("HEED_DATABASE must be 'jdbc:sqlite:' and the path of a file, without parameters; it is '" + url + "'");
        }
        try {
            var folder = Path.of(url.substring(SQLITE.length())).toAbsolutePath().getParent();
            Files.createDirectories(folder);
            try (var session = Session.open(url, true)) {
                Migrations.apply(session);
            }
        } catch (SQLException | java.io.IOException failure) {
            throw new IllegalArgumentException("cannot open the database '" + url + "': " + failure.getMessage(), failure);
        }
        return new Database(url, mostWaitingWrites);
    }

    /** The driver would also take a database in memory, a resource of the class path or the web, and SQLite a URI with options. */
    private static boolean namesFile(String url) {
        var file = url.startsWith(SQLITE) ? url.substring(SQLITE.length()) : "";
        return !file.isEmpty() && !file.startsWith(":") && !file.startsWith("file:") && !file.contains("?") && file.indexOf('\0') < 0
            && Path.of(file).toAbsolutePath().getParent() != null;
    }

    /**
     * Runs {@code work} in a transaction and returns once it is on disk. What it throws undoes what it wrote, and nothing else. It may be run twice, the
     * first time undone, when another write of the same commit failed: so it touches nothing outside the transaction.
     *
     * @throws Problem unavailable when too many writes are waiting or the disk refuses
     */
    public <T> T write(Function<Tx, T> work) {
        return writer.write(work);
    }

    /**
     * The same for work of the server's own, which waits for its turn where callers are refused.
     *
     * @throws Problem unavailable when the server is stopping or the disk refuses
     */
    public <T> T writePatiently(Function<Tx, T> work) {
        return writer.writePatiently(work);
    }

    /**
     * The same without a thread that waits. What comes after is for other threads: the one that completes it is the only writer.
     *
     * @throws Problem unavailable when too many writes are waiting
     */
    public <T> CompletableFuture<T> begin(Function<Tx, T> work) {
        return writer.begin(work);
    }

    /**
     * Keeps other servers, and whoever else would change preferences, from this database until it is closed.
     *
     * @throws IllegalStateException with a sentence for the operator when another server is there
     */
    public synchronized void keepToItself() {
        if (alone.isEmpty()) {
            alone = Optional.of(OneServer.of(Path.of(url.substring(SQLITE.length()))));
        }
    }

    /** Runs {@code work} on one snapshot of the database; it cannot write. */
    public <T> T read(Function<Tx, T> work) {
        var session = take();
        boolean healthy = false;
        var reading = new Object();
        readings.add(reading);
        try {
            session.run("begin");
            try {
                return work.apply(new Tx(session));
            } finally {
                session.run("commit");
                healthy = true;
            }
        } finally {
            readings.remove(reading);
            giveBack(session, healthy);
        }
    }

    /** Sets up JDBI before anybody waits for it: a start does without. */
    public void setUpJdbi() {
        read(tx -> tx.handle().createQuery("select 1").mapTo(Integer.class).one());
    }

    /** Waits until every reading that has begun by now has ended: all that go on, or come, see what was committed before this was called. */
    public void awaitReadings() {
        var begun = List.copyOf(readings);
        while (begun.stream().anyMatch(readings::contains)) {
            LockSupport.parkNanos(READING_PAUSE_NANOS);
        }
    }

    /** A session that may be broken is replaced; where that fails too it is kept, and fails and is replaced at its next use. */
    private void giveBack(Session session, boolean healthy) {
        var next = session;
        try {
            if (!healthy) {
                next = session(false);
                session.close();
            }
        } catch (RuntimeException failure) {
            LOG.warn("a broken connection could not be replaced or closed", failure);
        } finally {
            readers.addFirst(next);
        }
    }

    /**
     * Leaves nothing of what was deleted or changed in the write-ahead log; in the database file it is overwritten as it is deleted.
     *
     * @return false when readings or writings kept it from that for a while: try again
     */
    public boolean emptyLog() {
        return writer.emptyLog();
    }

    /** How many writes wait for the disk. */
    public int writesWaiting() {
        return writer.waiting();
    }

    private Session take() {
        try {
            var session = readers.poll(READER_WAIT_SECONDS, TimeUnit.SECONDS);
            if (session == null) {
                throw Problem.unavailable("Too many reads are waiting.", 1);
            }
            return session;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server is stopping.", 2);
        }
    }

    private Session session(boolean writes) {
        try {
            return Session.open(url, writes);
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    @Override
    public void close() {
        writer.close();
        for (var reader = readers.poll(); reader != null; reader = readers.poll()) {
            reader.close();
        }
        letGo();
    }

    private synchronized void letGo() {
        alone.ifPresent(OneServer::close);
    }
}
