package dev.heed.webhook;

import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/** Events in the database. */
final class OutboxTable {
    void insert(Tx tx, Outbox.Event event) {
        var insert = tx.hot("insert into event (brand_no, type, at, customer_no, payload) values (?, ?, ?, ?, ?)");
        try {
            insert.setLong(1, event.brandNo());
            insert.setString(2, event.type());
            insert.setLong(3, event.at().toEpochMilli());
            if (event.customerNo().isPresent()) {
                insert.setLong(4, event.customerNo().getAsLong());
            } else {
                insert.setNull(4, Types.INTEGER);
            }
            insert.setString(5, event.payload());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    int forget(Tx tx, Instant before, int atMost) {
        return tx.handle().execute("delete from event where number in (select number from event order by number limit ?) and at < ?",
            atMost, before.toEpochMilli());
    }
}
