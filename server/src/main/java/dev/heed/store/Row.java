package dev.heed.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What a row of a result stands for. */
@FunctionalInterface
public interface Row<T> {
    T of(ResultSet row) throws SQLException;
}
