package dev.heed.export;

import dev.heed.store.Ids;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Exports in the database. */
final class ExportTable {
    private static final String ROW = "select e.id, e.content, e.format, e.taken_by, e.at, e.tree_size, e.filter, c.id, e.ended_at, e.records, e.bytes, e.sha256"
        + " from export e left join customer c on c.no = e.customer_no";

    void insert(Tx tx, long brandNo, Export export, OptionalLong customerNo) {
        tx.handle().execute("insert into export (id, brand_no, content, format, taken_by, at, tree_size, filter, customer_no) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            Ids.bytes(export.id()), brandNo, export.content().id(), export.format(), export.takenBy(), export.at().toEpochMilli(), export.treeSize(),
            export.filter().toString(), customerNo.isPresent() ? customerNo.getAsLong() : null);
    }

    void end(Tx tx, UUID id, Export.Whole whole) {
        tx.handle().execute("update export set ended_at = ?, records = ?, bytes = ?, sha256 = ? where id = ?",
            whole.endedAt().toEpochMilli(), whole.records(), whole.bytes(), whole.sha256(), Ids.bytes(id));
    }

    /** A brand's exports before a place in the list, the newest first. */
    List<Export> newest(Tx tx, long brandNo, Instant before, UUID beforeId, int limit) {
        return tx.handle().createQuery(ROW + " where e.brand_no = ? and (e.at < ? or e.at = ? and e.id < ?) order by e.at desc, e.id desc limit ?")
            .bind(0, brandNo).bind(1, before.toEpochMilli()).bind(2, before.toEpochMilli()).bind(3, Ids.bytes(beforeId)).bind(4, limit)
            .map((row, context) -> export(row)).list();
    }

    /** The exports about a customer, the oldest first. */
    List<Export> ofCustomer(Tx tx, long customerNo) {
        return tx.handle().createQuery(ROW + " where e.customer_no = ? order by e.at, e.id").bind(0, customerNo).map((row, context) -> export(row)).list();
    }

    void forgetCustomer(Tx tx, long customerNo) {
        tx.handle().execute("update export set customer_no = null where customer_no = ?", customerNo);
    }

    private static Export export(ResultSet row) throws SQLException {
        var sha256 = Optional.ofNullable(row.getBytes(12));
        long endedAt = row.getLong(9);
        long records = row.getLong(10);
        long bytes = row.getLong(11);
        return new Export(Ids.uuid(row.getBytes(1)), Export.Content.of(row.getString(2)), row.getString(3), row.getString(4), Instant.ofEpochMilli(row.getLong(5)), row.getLong(6),
            Json.stored(row.getString(7).getBytes(StandardCharsets.UTF_8)), Optional.ofNullable(row.getString(8)),
            sha256.map(hash -> new Export.Whole(Instant.ofEpochMilli(endedAt), records, bytes, hash)));
    }
}
