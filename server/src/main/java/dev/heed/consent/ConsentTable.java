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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** The personal part of entries in the database, and entries together with it. */
final class ConsentTable {
    private static final String COLUMNS = "select e.place, e.bytes, d.change_id, d.preferences_version, d.seed, d.value, d.circumstances, c.id from ";
    private static final String ROW = COLUMNS + "entry e left join disclosure d on d.place = e.place left join customer c on c.no = d.customer_no";
    private static final String OF_CUSTOMER = " join disclosure d on d.place = f.place and d.customer_no = ?1 join entry e on e.place = f.place join customer c on c.no = d.customer_no"
        + " where f.place >= ?2 and f.place < ?3";
    private static final String FILED = COLUMNS + "record_by_customer f" + OF_CUSTOMER + " and f.customer_no = ?1";
    private static final String UNFILED = COLUMNS + "(select value as place from json_each(?5)) f" + OF_CUSTOMER;
    private static final String OLDEST_FIRST = " order by f.place limit ?4";
    private static final String NEWEST_FIRST = " order by f.place desc limit ?4";

    private static final String DISCLOSED = COLUMNS.replace(" from ", ", d.customer_no from ") + "disclosure d join entry e on e.place = d.place join customer c on c.no = d.customer_no"
        + " where d.place >= ? and d.place < ? order by d.place";

    private static final byte[] NOTHING = {};

    private final UnfiledTable unfiled = new UnfiledTable();

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

    /** Files records under their customer; one that is filed stays so. */
    void file(Tx tx, long customerNo, Unfiled unfiled) {
        var insert = tx.hot("insert or ignore into record_by_customer (customer_no, place) values (?, ?)");
        try {
            insert.setLong(1, customerNo);
            for (long place : unfiled.stream().toArray()) {
                insert.setLong(2, place);
                insert.executeUpdate();
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** Deletes the personal part of all entries of a customer; returns how many. Call it while the customer's preferences are still there. */
    int erase(Tx tx, long customerNo) {
        file(tx, customerNo, unfiled.of(tx, customerNo));
        int records = tx.handle().execute("delete from disclosure where customer_no = ? and place in (select place from record_by_customer where customer_no = ?)", customerNo, customerNo);
        tx.handle().execute("delete from record_by_customer where customer_no = ?", customerNo);
        return records;
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

    /** Takes one record that says of a customer what it said when it was logged. */
    interface Each {
        void take(long customerNo, Logged logged);
    }

    /** The entries from one place up to, and not including, another, without those that disclose nothing; oldest first. */
    void disclosed(Tx tx, long from, long to, Each each) {
        var select = tx.hot(DISCLOSED);
        try {
            select.setLong(1, from);
            select.setLong(2, to);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    each.take(row.getLong(9), row(row));
                }
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** How the entries from one place up to, and not including, another changed consents, oldest first. */
    List<StatusChange> statusChanges(Tx tx, long from, long to) {
        var select = tx.hot("select bytes from entry where place >= ? and place < ? order by place");
        try {
            select.setLong(1, from);
            select.setLong(2, to);
            var changes = new ArrayList<StatusChange>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    StatusChange.of(Members.of(row.getBytes(1))).ifPresent(changes::add);
                }
            }
            return changes;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** One customer's entries from one place up to, and not including, another, oldest first. */
    List<Logged> ofCustomer(Tx tx, long customerNo, long from, long to, int limit) {
        return ofCustomer(tx, unfiled.of(tx, customerNo), customerNo, from, to, limit);
    }

    private static List<Logged> ofCustomer(Tx tx, Unfiled unfiled, long customerNo, long from, long to, int limit) {
        var rows = found(tx, FILED + OLDEST_FIRST, customerNo, from, to, limit);
        rows.addAll(found(tx, UNFILED + OLDEST_FIRST, unfiled, customerNo, from, to, limit - rows.size()));
        return rows;
    }

    /** All entries of each customer of a brand who is asked for, oldest first; only as long as nothing is written. For who asks for many. */
    LongFunction<List<Logged>> ofCustomers(Tx tx, long brandNo) {
        var unfiledOf = unfiled.ofEach(tx, brandNo);
        return customerNo -> ofCustomer(tx, unfiledOf.apply(customerNo), customerNo, 0, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** One customer's entries below a place, newest first. */
    List<Logged> newestOfCustomer(Tx tx, long customerNo, long below, int limit) {
        var rows = found(tx, UNFILED + NEWEST_FIRST, unfiled.of(tx, customerNo), customerNo, 0, below, limit);
        rows.addAll(found(tx, FILED + NEWEST_FIRST, customerNo, 0, below, limit - rows.size()));
        return rows;
    }

    private static List<Logged> found(Tx tx, String sql, Unfiled unfiled, long customerNo, long from, long to, int limit) {
        var select = tx.hot(sql);
        try {
            select.setString(5, unfiled.stream().mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]")));
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
        return found(tx, sql, customerNo, from, to, limit);
    }

    private static List<Logged> found(Tx tx, String sql, long customerNo, long from, long to, int limit) {
        var select = tx.hot(sql);
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

    /** Which customer's entry this is; empty when erased or not there. */
    OptionalLong customerOf(Tx tx, long place) {
        return tx.handle().createQuery("select customer_no from disclosure where place = ?").bind(0, place)
            .mapTo(Long.class).findOne().map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** The customers whose entries lie between two places, each with how many. */
    Map<Long, Long> customersBetween(Tx tx, long from, long to) {
        return tx.query("select customer_no, count(*) from disclosure where place >= ? and place < ? group by customer_no", row -> Map.entry(row.getLong(1), row.getLong(2)), from, to)
            .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
