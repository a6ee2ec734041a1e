package dev.heed.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/** One physical connection with its prepared statements. Used by one thread at a time; begins and ends its transactions itself. */
final class Session implements AutoCloseable {
    private static final int SWITCH_SECONDS = 5;
    private static final long SWITCH_PAUSE_NANOS = 1_000_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Handle handle;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** Opens a connection that syncs fully at each commit, or, for reading, cannot write at all. */
    static Session open(String url, boolean writes) throws SQLException {
        var config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);    // a session belongs to one thread at a time: nothing to lock
        // Or the driver would ask for the last row's id after every insert.
        config.setGetGeneratedKeys(false);
        var connection = DriverManager.getConnection(url, config.toProperties());
        try (var pragma = connection.createStatement()) {
            pragma.execute("pragma busy_timeout = 5000");
            toWriteAheadLog(pragma);
            pragma.execute("pragma synchronous = full");
            pragma.execute("pragma foreign_keys = on");
            pragma.execute("pragma secure_delete = on");
            pragma.execute("pragma temp_store = memory");
            pragma.execute("pragma wal_autocheckpoint = 0");    // see Backfill
            pragma.execute("pragma cache_size = " + (writes ? -65536 : -16384));
            pragma.execute("pragma mmap_size = " + (1L << 30));
            if (!writes) {
                pragma.execute("pragma query_only = 1");
            }
            // Transactions are begun and ended by statements alone. With autocommit on, the driver would try to begin and commit one after every statement.
            connection.setAutoCommit(false);
            pragma.execute("commit");    // ends the one that this began; no other follows, for nobody asks the driver to commit
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
        return new Session(connection);
    }

    /** SQLite does not wait, whatever the busy timeout, where several open a new file and each wants to be the one that switches it. */
    private static void toWriteAheadLog(Statement pragma) throws SQLException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SWITCH_SECONDS);
        while (true) {
            try {
                pragma.execute("pragma journal_mode = wal");
                return;
            } catch (SQLException busy) {
                if ((busy.getErrorCode() & 0xff) != SQLiteErrorCode.SQLITE_BUSY.code || System.nanoTime() - until > 0) {
                    throw busy;
                }
                LockSupport.parkNanos(SWITCH_PAUSE_NANOS);
            }
        }
    }

    /** JDBI, from when it is first asked for. */
    Handle handle() {
        if (handle == null) {
            handle = Jdbi.open(connection);
            // JDBI's messages would carry a statement's arguments, which are personal, into the log.
            handle.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        }
        return handle;
    }

    PreparedStatement prepared(String sql) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Runs a statement that has no rows; returns how many it changed. */
    int run(String sql, Object... parameters) {
        try {
            return with(parameters, prepared(sql)).executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        try (var result = with(parameters, prepared(sql)).executeQuery()) {
            var found = new ArrayList<T>();
            while (result.next()) {
                found.add(row.of(result));
            }
            return found;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    private static PreparedStatement with(Object[] parameters, PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** Copies into the database file what no reader still needs from the write-ahead log; returns how many pages the log holds. */
    long backfill() {
        try (var result = prepared("pragma wal_checkpoint(passive)").executeQuery()) {
            return result.next() ? result.getLong(2) : 0;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** Copies the whole write-ahead log into the database file and empties it; false when readers, or a commit, kept it from that. */
    boolean emptyLog() {
        try (var result = prepared("pragma wal_checkpoint(truncate)").executeQuery()) {
            return result.next() && result.getLong(1) == 0;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** How many rows were inserted, changed or deleted on this connection so far. */
    long rowsChanged() {
        try {
            return connection.unwrap(SQLiteConnection.class).getDatabase().total_changes();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }
}
