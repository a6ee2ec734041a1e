package dev.heed.rights;

import dev.heed.rights.RightsRequest.Closing;
import dev.heed.rights.RightsRequest.Extension;
import dev.heed.rights.RightsRequest.Right;
import dev.heed.store.Ids;
import dev.heed.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests in the database. */
final class RightsRequestTable {
    private static final String ROW = "select r.id, c.id, r.kind, r.note, r.received_at, r.due_at, r.extended_at, r.extension_reason, r.closed_at, r.outcome, r.outcome_reason"
        + " from rights_request r left join customer c on c.no = r.customer_no";

    void insert(Tx tx, long brandNo, long customerNo, RightsRequest request) {
        tx.handle().execute("insert into rights_request (id, brand_no, customer_no, kind, note, received_at, due_at) values (?, ?, ?, ?, ?, ?, ?)",
            Ids.bytes(request.id()), brandNo, customerNo, request.right().id(), request.note().orElse(null), request.receivedAt().toEpochMilli(), request.dueAt().toEpochMilli());
    }

    Optional<RightsRequest> find(Tx tx, long brandNo, UUID id) {
        return tx.handle().createQuery(ROW + " where r.id = ? and r.brand_no = ?").bind(0, Ids.bytes(id)).bind(1, brandNo).map((row, context) -> request(row)).findOne();
    }

    /** A brand's open requests that are due before a moment, behind a place in the list, the soonest due first. */
    List<RightsRequest> open(Tx tx, long brandNo, Instant dueBefore, Instant after, UUID afterId, int limit) {
        return tx.handle().createQuery(ROW + " where r.brand_no = ? and r.closed_at is null and r.due_at < ? and r.due_at >= ? and (r.due_at > ? or r.id > ?) order by r.due_at, r.id limit ?")
            .bind(0, brandNo).bind(1, dueBefore.toEpochMilli()).bind(2, after.toEpochMilli()).bind(3, after.toEpochMilli()).bind(4, Ids.bytes(afterId)).bind(5, limit)
            .map((row, context) -> request(row)).list();
    }

    /** A brand's closed requests before a place in the list, the newest first. */
    List<RightsRequest> closed(Tx tx, long brandNo, Instant before, UUID beforeId, int limit) {
        return tx.handle().createQuery(ROW + " where r.brand_no = ? and r.closed_at is not null and r.closed_at <= ? and (r.closed_at < ? or r.id < ?) order by r.closed_at desc, r.id desc limit ?")
            .bind(0, brandNo).bind(1, before.toEpochMilli()).bind(2, before.toEpochMilli()).bind(3, Ids.bytes(beforeId)).bind(4, limit)
            .map((row, context) -> request(row)).list();
    }

    /** A customer's requests before a place in the list, the newest first. */
    List<RightsRequest> ofCustomer(Tx tx, long customerNo, Instant before, UUID beforeId, int limit) {
        return tx.handle().createQuery(ROW + " where r.customer_no = ? and r.received_at <= ? and (r.received_at < ? or r.id < ?) order by r.received_at desc, r.id desc limit ?")
            .bind(0, customerNo).bind(1, before.toEpochMilli()).bind(2, before.toEpochMilli()).bind(3, Ids.bytes(beforeId)).bind(4, limit)
            .map((row, context) -> request(row)).list();
    }

    void extend(Tx tx, UUID id, Instant dueAt, Extension extension) {
        tx.handle().execute("update rights_request set due_at = ?, extended_at = ?, extension_reason = ? where id = ?",
            dueAt.toEpochMilli(), extension.at().toEpochMilli(), extension.reason(), Ids.bytes(id));
    }

    void close(Tx tx, UUID id, Closing closing) {
        tx.handle().execute("update rights_request set closed_at = ?, outcome = ?, outcome_reason = ? where id = ?",
            closing.at().toEpochMilli(), closing.outcome(), closing.reason().orElse(null), Ids.bytes(id));
    }

    int closeErasures(Tx tx, long customerNo, Instant at) {
        return tx.handle().execute("update rights_request set closed_at = ?, outcome = 'fulfilled' where customer_no = ? and kind = 'erasure' and closed_at is null", at.toEpochMilli(), customerNo);
    }

    /** Reasons are written about a customer and may name them as well as notes do. */
    void forgetCustomer(Tx tx, long customerNo) {
        tx.handle().execute("update rights_request set customer_no = null, note = null, outcome_reason = null,"
            + " extension_reason = case when extended_at is null then null else '' end where customer_no = ?", customerNo);
    }

    /** How many requests of a brand are open and were due before a moment. */
    long overdue(Tx tx, long brandNo, Instant now) {
        return tx.handle().createQuery("select count(*) from rights_request where brand_no = ? and closed_at is null and due_at < ?")
            .bind(0, brandNo).bind(1, now.toEpochMilli()).mapTo(Long.class).one();
    }

    private static RightsRequest request(ResultSet row) throws SQLException {
        var extendedAt = moment(row, 7);
        var extensionReason = Optional.ofNullable(row.getString(8)).orElse("");
        var closedAt = moment(row, 9);
        boolean fulfilled = "fulfilled".equals(row.getString(10));
        var outcomeReason = Optional.ofNullable(row.getString(11));
        return new RightsRequest(Ids.uuid(row.getBytes(1)), Optional.ofNullable(row.getString(2)), Right.of(row.getString(3)), Optional.ofNullable(row.getString(4)),
            Instant.ofEpochMilli(row.getLong(5)), Instant.ofEpochMilli(row.getLong(6)), extendedAt.map(at -> new Extension(at, extensionReason)),
            closedAt.map(at -> new Closing(at, fulfilled, outcomeReason)));
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
