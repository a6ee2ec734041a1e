package dev.heed.store;

import java.sql.SQLException;

/** The database failed us. Never shown to a caller; carries SQL's own words for the log only. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreFailure(SQLException cause) {
        super("SQL failed", cause);
    }

    /**
     * Whether the connection may be in a state that nobody can know.
     *
     * <p>After a full disk or an I/O error SQLite has rolled back by itself and goes on to commit each statement without a word: such a connection must never be used again.
     */
    static boolean poisons(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                int primary = sql.getErrorCode() & 0xff;
                // BUSY, NOMEM, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB
                if (primary == 5 || primary == 7 || primary == 9 || primary == 10 || primary == 11 || primary == 13
                    || primary == 14 || primary == 15 || primary == 26) {
                    return true;
                }
            }
        }
        return false;
    }
}
