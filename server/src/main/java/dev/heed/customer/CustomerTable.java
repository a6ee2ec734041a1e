package dev.heed.customer;

import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Customers in the database. */
final class CustomerTable {
    OptionalLong number(Tx tx, CustomerId customer) {
        var select = tx.hot("select no from customer where brand_no = ? and id = ?");
        try {
            select.setLong(1, customer.brand().no());
            select.setString(2, customer.id());
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

    long last(Tx tx) {
        return tx.handle().createQuery("select coalesce(max(no), 0) from customer").mapTo(Long.class).one();
    }
}
