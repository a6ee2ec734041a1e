package dev.heed.consent;

import dev.heed.store.Tx;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Where records lie that are not filed under their customer yet: those that the row of the customer's preferences names, and those of later versions.
 *
 * <p>The ledger tells from where on there may be later ones than the rows hold.
 */
final class UnfiledTable {
    private static final String BEHIND = " from ledger l cross join disclosure d on d.place >= (l.brand_no << 40 | l.settled) and d.place < (l.brand_no + 1 << 40)";
    private static final String BEHIND_OF_ONE = "select d.place" + BEHIND + " where l.brand_no = (select brand_no from customer where no = ?1) and d.customer_no = ?1 and d.preferences_version > ?2 order by d.place";
    private static final String BEHIND_OF_ALL = "select d.customer_no, d.place, d.preferences_version" + BEHIND + " where l.brand_no = ? order by d.place";

    private record Late(long customerNo, long place, long version) {}

    /** What a customer's row says of their records. */
    private record Held(long version, Unfiled unfiled) {}

    Unfiled of(Tx tx, long customerNo) {
        var row = row(tx, customerNo);
        var unfiled = row.unfiled;
        for (long place : tx.query(BEHIND_OF_ONE, late -> late.getLong(1), customerNo, row.version)) {
            unfiled = unfiled.plus(place);
        }
        return unfiled;
    }

    /** The same for whoever asks about many customers of a brand: the end of the log is looked through once, now. */
    LongFunction<Unfiled> ofEach(Tx tx, long brandNo) {
        var behind = tx.query(BEHIND_OF_ALL, late -> new Late(late.getLong(1), late.getLong(2), late.getLong(3)), brandNo).stream().collect(Collectors.groupingBy(Late::customerNo));
        return customerNo -> {
            var row = row(tx, customerNo);
            var unfiled = row.unfiled;
            for (var late : behind.getOrDefault(customerNo, List.of())) {
                unfiled = late.version > row.version ? unfiled.plus(late.place) : unfiled;
            }
            return unfiled;
        };
    }

    private static Held row(Tx tx, long customerNo) {
        return tx.query("select version, unfiled from preferences where customer_no = ?", row -> new Held(row.getLong(1), new Unfiled(row.getBytes(2))), customerNo)
            .stream().findFirst().orElse(new Held(0, Unfiled.NONE));
    }
}
