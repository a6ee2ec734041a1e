package dev.heed.customer;

import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Customers in the database. */
final class CustomerTable {
    OptionalLong number(Tx tx, long brandNo, String id) {
        var select = tx.hot("select no from customer where brand_no = ? and id = ?");
        try {
            select.setLong(1, brandNo);
            select.setString(2, id);
            try (var row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    long insert(Tx tx, CustomerId customer) {
        return tx.handle().createQuery("insert into customer (brand_no, id) values (?, ?) returning no")
            .bind(0, customer.brand().no()).bind(1, customer.id()).mapTo(Long.class).one();
    }

    void erase(Tx tx, long no, String mark, long index) {
        tx.handle().execute("update customer set id = ?, erased_at_index = ? where no = ?", mark, index, no);
    }

    void revive(Tx tx, long no, String id) {
        tx.handle().execute("update customer set id = ?, erased_at_index = null where no = ?", id, no);
    }

    long erasedAtIndex(Tx tx, long no) {
        return tx.handle().createQuery("select erased_at_index from customer where no = ?").bind(0, no).mapTo(Long.class).one();
    }

    long last(Tx tx) {
        return tx.handle().createQuery("select coalesce(max(no), 0) from customer").mapTo(Long.class).one();
    }
}
