package dev.heed.feedback;

import dev.heed.store.Ids;
import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Feedback in the database. */
final class FeedbackTable {
    void insert(Tx tx, long brandNo, long customerNo, Remark remark) {
        var insert = tx.hot("insert into feedback (id, brand_no, customer_no, contact_id, channel, topic, verdict, comment, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        try {
            insert.setBytes(1, Ids.bytes(remark.id()));
            insert.setLong(2, brandNo);
            insert.setLong(3, customerNo);
            insert.setBytes(4, remark.contactId().map(Ids::bytes).orElse(null));
            insert.setString(5, remark.channel().orElse(null));
            insert.setString(6, remark.topic().orElse(null));
            insert.setString(7, remark.verdict().id());
            insert.setString(8, remark.comment().orElse(null));
            insert.setLong(9, remark.at().toEpochMilli());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** What a brand's customers said before a place in the list, the newest first. */
    List<Remark> newest(Tx tx, long brandNo, Instant before, UUID beforeId, int limit) {
        var select = tx.hot("select f.id, c.id, f.contact_id, f.channel, f.topic, f.verdict, f.comment, f.at from feedback f join customer c on c.no = f.customer_no"
            + " where f.brand_no = ? and (f.at < ? or f.at = ? and f.id < ?) order by f.at desc, f.id desc limit ?");
        try {
            select.setLong(1, brandNo);
            select.setLong(2, before.toEpochMilli());
            select.setLong(3, before.toEpochMilli());
            select.setBytes(4, Ids.bytes(beforeId));
            select.setInt(5, limit);
            var remarks = new ArrayList<Remark>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    remarks.add(remark(row));
                }
            }
            return remarks;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** What one customer said before a place in the list, the newest first. */
    List<Remark> ofCustomer(Tx tx, long customerNo, Instant before, UUID beforeId, int limit) {
        return tx.handle().createQuery("select f.id, c.id, f.contact_id, f.channel, f.topic, f.verdict, f.comment, f.at from feedback f join customer c on c.no = f.customer_no"
                + " where f.customer_no = ? and f.at <= ? and (f.at < ? or f.id < ?) order by f.at desc, f.id desc limit ?")
            .bind(0, customerNo).bind(1, before.toEpochMilli()).bind(2, before.toEpochMilli()).bind(3, Ids.bytes(beforeId)).bind(4, limit)
            .map((row, context) -> remark(row)).list();
    }

    private static Remark remark(ResultSet row) throws SQLException {
        return new Remark(Ids.uuid(row.getBytes(1)), row.getString(2), Optional.ofNullable(row.getBytes(3)).map(Ids::uuid), Optional.ofNullable(row.getString(4)),
            Optional.ofNullable(row.getString(5)), Verdict.of(row.getString(6)), Optional.ofNullable(row.getString(7)), Instant.ofEpochMilli(row.getLong(8)));
    }

    List<Feedback.Count> counts(Tx tx, long brandNo) {
        return tx.handle().createQuery("select topic, channel, verdict, count(*) from feedback where brand_no = ? group by topic, channel, verdict order by topic, channel, verdict")
            .bind(0, brandNo).map((row, context) -> new Feedback.Count(Optional.ofNullable(row.getString(1)), Optional.ofNullable(row.getString(2)),
                Verdict.of(row.getString(3)), row.getLong(4))).list();
    }

    int erase(Tx tx, long customerNo) {
        return tx.handle().execute("delete from feedback where customer_no = ?", customerNo);
    }

    int forget(Tx tx, UUID before, int atMost) {
        return tx.handle().execute("delete from feedback where id in (select id from feedback where id < ? order by id limit ?)", Ids.bytes(before), atMost);
    }
}
