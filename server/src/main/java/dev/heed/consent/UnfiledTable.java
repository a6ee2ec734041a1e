package dev.heed.consent;

import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Where records lie that are not filed under their customer yet: those that the row of the customer's preferences names, and those of later versions.
 *
 * <p>The ledger tells from where on there may be later ones than the rows hold.
 */
final class UnfiledTable {
    private static final String BEHIND = " from ledger l cross join disclosure d on d.place >= (l.brand_no << 40 | l.settled) and d.place < (l.brand_no + 1 << 40)";
    private static final String BEHIND_OF_ONE = "select d.place" + BEHIND + " where l.brand_no = (select brand_no from customer where no = ?1) and d.customer_no = ?1 and d.preferences_version > ?2 order by d.place";
    private static final String BEHIND_OF_ALL = "select d.customer_no, d.place, d.preferences_version" + BEHIND + " where l.brand_no = ? order by d.place";

    private record Late(long place, long version) {}

    /** What a customer's row says of their records. */
    private record Row(long version, Unfiled unfiled) {
        private static final Row NONE = new Row(0, Unfiled.NONE);
    }

    Unfiled of(Tx tx, long customerNo) {
        var row = row(tx, customerNo);
        var unfiled = row.unfiled;
        var select = tx.hot(BEHIND_OF_ONE);
        try {
            select.setLong(1, customerNo);
            select.setLong(2, row.version);
            try (var behind = select.executeQuery()) {
                while (behind.next()) {
                    unfiled = unfiled.plus(behind.getLong(1));
                }
            }
            return unfiled;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** The same for whoever asks about many customers of a brand: the end of the log is looked through once, now. */
    LongFunction<Unfiled> ofEach(Tx tx, long brandNo) {
        var behind = behind(tx, brandNo);
        return customerNo -> {
            var row = row(tx, customerNo);
            var unfiled = row.unfiled;
            for (var record : behind.getOrDefault(customerNo, List.of())) {
                unfiled = record.version > row.version ? unfiled.plus(record.place) : unfiled;
            }
            return unfiled;
        };
    }

    private static HashMap<Long, List<Late>> behind(Tx tx, long brandNo) {
        var all = new HashMap<Long, List<Late>>();
        var select = tx.hot(BEHIND_OF_ALL);
        try {
            select.setLong(1, brandNo);
            try (var behind = select.executeQuery()) {
                while (behind.next()) {
                    all.computeIfAbsent(behind.getLong(1), unknown -> new ArrayList<>()).add(new Late(behind.getLong(2), behind.getLong(3)));
                }
            }
            return all;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    private static Row row(Tx tx, long customerNo) {
        var select = tx.hot("select version, unfiled from preferences where customer_no = ?");
        try {
            select.setLong(1, customerNo);
            try (var row = select.executeQuery()) {
                return row.next() ? new Row(row.getLong(1), new Unfiled(row.getBytes(2))) : Row.NONE;
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }
}
