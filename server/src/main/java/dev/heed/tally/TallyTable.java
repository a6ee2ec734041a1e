package dev.heed.tally;

import dev.heed.choice.Setting;
import dev.heed.consent.ConsentStatus;
import dev.heed.store.Ids;
import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import dev.heed.tally.Counts.Change;
import dev.heed.tally.Counts.Outcome;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The tally in the database, and up to where it is counted. */
final class TallyTable {
    private static final UUID FIRST = new UUID(0, 0);

    long entries(Tx tx, long brandNo) {
        return tx.handle().createQuery("select entries from tallied where brand_no = ?").bind(0, brandNo).mapTo(Long.class).findOne().orElse(0L);
    }

    void setEntries(Tx tx, long brandNo, long entries) {
        tx.handle().execute("insert into tallied (brand_no, entries) values (?, ?) on conflict (brand_no) do update set entries = excluded.entries", brandNo, entries);
    }

    UUID lastContact(Tx tx) {
        return tx.handle().createQuery("select last_id from tallied_contact").mapTo(byte[].class).findOne().map(Ids::uuid).orElse(FIRST);
    }

    void setLastContact(Tx tx, UUID id) {
        tx.handle().execute("insert into tallied_contact (only_row, last_id) values (1, ?) on conflict (only_row) do update set last_id = excluded.last_id", Ids.bytes(id));
    }

    void add(Tx tx, long brandNo, Counts counts) {
        try {
            var change = tx.hot("insert into tally (brand_no, day, setting, previous, status, records) values (?, ?, ?, ?, ?, ?)"
                + " on conflict (brand_no, day, setting, previous, status) do update set records = records + excluded.records");
            for (var counted : counts.changes.entrySet()) {
                change.setLong(1, brandNo);
                change.setLong(2, counted.getKey().day());
                change.setString(3, counted.getKey().setting().toString());
                change.setString(4, counted.getKey().previous().id());
                change.setString(5, counted.getKey().status().id());
                change.setLong(6, counted.getValue());
                change.executeUpdate();
            }
            var delay = tx.hot("insert into tally_delay (brand_no, day, at_most_millis, records) values (?, ?, ?, ?)"
                + " on conflict (brand_no, day, at_most_millis) do update set records = records + excluded.records");
            for (var counted : counts.delays.entrySet()) {
                delay.setLong(1, brandNo);
                delay.setLong(2, counted.getKey().day());
                delay.setLong(3, counted.getKey().atMostMillis());
                delay.setLong(4, counted.getValue());
                delay.executeUpdate();
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    void addContacts(Tx tx, Counts counts) {
        counts.outcomes.forEach((outcome, contacts) -> tx.handle().execute("insert into tally_contact (brand_no, day, outcome, contacts) values (?, ?, ?, ?)"
            + " on conflict (brand_no, day, outcome) do update set contacts = contacts + excluded.contacts", outcome.brandNo(), outcome.day(), outcome.outcome(), contacts));
    }

    /** The changes up to a day; those before the first day are put together, as if of the day before it. */
    Map<Change, Long> changes(Tx tx, long brandNo, long first, long last) {
        var changes = new HashMap<Change, Long>();
        tx.handle().createQuery("select max(day, ?) as since, setting, previous, status, sum(records) from tally where brand_no = ? and day <= ? group by since, setting, previous, status")
            .bind(0, first - 1).bind(1, brandNo).bind(2, last)
            .map((row, context) -> changes.put(new Change(row.getLong(1), Setting.parse(row.getString(2)), ConsentStatus.of(row.getString(3)), ConsentStatus.of(row.getString(4))),
                row.getLong(5))).list();
        return changes;
    }

    TreeMap<Long, Long> delays(Tx tx, long brandNo, long first, long last) {
        var delays = new TreeMap<Long, Long>();
        tx.handle().createQuery("select at_most_millis, sum(records) from tally_delay where brand_no = ? and day between ? and ? group by at_most_millis")
            .bind(0, brandNo).bind(1, first).bind(2, last).map((row, context) -> delays.put(row.getLong(1), row.getLong(2))).list();
        return delays;
    }

    Map<Outcome, Long> outcomes(Tx tx, long brandNo, long first, long last) {
        var outcomes = new HashMap<Outcome, Long>();
        tx.handle().createQuery("select day, outcome, contacts from tally_contact where brand_no = ? and day between ? and ?")
            .bind(0, brandNo).bind(1, first).bind(2, last).map((row, context) -> outcomes.put(new Outcome(brandNo, row.getLong(1), row.getString(2)), row.getLong(3))).list();
        return outcomes;
    }
}
