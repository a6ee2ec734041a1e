package dev.heed.consent;

import dev.heed.consent.ConsentRecord.Personal;
import dev.heed.ledger.Ledger;
import dev.heed.store.Ids;
import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The personal part of entries in the database, and entries together with it. */
final class ConsentTable {
    private static final String ROW = "select e.place, e.bytes, d.change_id, d.preferences_version, d.seed, d.value, d.circumstances, c.id"
        + " from entry e left join disclosure d on d.place = e.place left join customer c on c.no = d.customer_no";
    private static final String ROW_OF_CUSTOMER = "select e.place, e.bytes, d.change_id, d.preferences_version, d.seed, d.value, d.circumstances, c.id"
        + " from disclosure d join entry e on e.place = d.place join customer c on c.no = d.customer_no where d.customer_no = ?";

    private static final byte[] NOTHING = {};

    void insert(Tx tx, long place, long customerNo, Personal personal, byte[] seed) {
        var insert = tx.hot("insert into disclosure (place, customer_no, change_id, preferences_version, seed, value, circumstances)"
            + " values (?, ?, ?, ?, ?, ?, ?)");
        try {
            insert.setLong(1, place);
            insert.setLong(2, customerNo);
            insert.setBytes(3, Ids.bytes(personal.changeId()));
            insert.setLong(4, personal.preferencesVersion());
            insert.setBytes(5, seed);
            insert.setString(6, personal.value().toString());
            insert.setString(7, personal.circumstances().isEmpty() ? null : personal.circumstances().toString());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** Deletes the personal part of all entries of a customer; returns how many. */
    int erase(Tx tx, long customerNo) {
        return tx.handle().execute("delete from disclosure where customer_no = ?", customerNo);
    }

    /** Entries from one place up to, and not including, another, oldest first. */
    List<Logged> between(Tx tx, long from, long to, int limit) {
        var select = tx.hot(ROW + " where e.place >= ? and e.place < ? order by e.place limit ?");
        try {
            select.setLong(1, from);
            select.setLong(2, to);
            select.setInt(3, limit);
            return rows(select);
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** One customer's entries from one place up to, and not including, another, oldest first. */
    List<Logged> ofCustomer(Tx tx, long customerNo, long from, long to, int limit) {
        var select = tx.hot(ROW_OF_CUSTOMER + " and d.place >= ? and d.place < ? order by d.place limit ?");
        try {
            select.setLong(1, customerNo);
            select.setLong(2, from);
            select.setLong(3, to);
            select.setInt(4, limit);
            return rows(select);
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** One customer's entries below a place, newest first. */
    List<Logged> newestOfCustomer(Tx tx, long customerNo, long below, int limit) {
        var select = tx.hot(ROW_OF_CUSTOMER + " and d.place < ? order by d.place desc limit ?");
        try {
            select.setLong(1, customerNo);
            select.setLong(2, below);
            select.setInt(3, limit);
            return rows(select);
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** Which customer's entry this is; empty when erased or not there. */
    OptionalLong customerOf(Tx tx, long place) {
        return tx.handle().createQuery("select customer_no from disclosure where place = ?").bind(0, place)
            .mapTo(Long.class).findOne().map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** The customers whose entries lie between two places. */
    List<Long> customersBetween(Tx tx, long from, long to) {
        return tx.handle().createQuery("select distinct customer_no from disclosure where place >= ? and place < ?")
            .bind(0, from).bind(1, to).mapTo(Long.class).list();
    }

    private static List<Logged> rows(PreparedStatement select) throws SQLException {
        var rows = new ArrayList<Logged>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                rows.add(row(row));
            }
        }
        return rows;
    }

    private static Logged row(ResultSet row) throws SQLException {
        long index = Ledger.index(row.getLong(1));
        var seed = row.getBytes(5);
        if (seed == null) {
            return new Logged(index, row.getBytes(2), Optional.empty());
        }
        var circumstances = row.getBytes(7);
        return new Logged(index, row.getBytes(2), Optional.of(new Logged.Told(row.getBytes(8), Ids.uuid(row.getBytes(3)), row.getLong(4), row.getBytes(6),
            circumstances == null ? NOTHING : circumstances, seed)));
    }
}
