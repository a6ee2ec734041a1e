package dev.heed.decision;

import dev.heed.store.Ids;
import dev.heed.store.StoreFailure;
import dev.heed.store.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Contacts in the database. */
final class ContactTable {
    private static final String ROW = "select c.id, c.channel, c.topic, c.state, c.at, c.expires_at, c.reasons, c.sender, c.times from contact c ";

    /** A contact with the customer it is about. */
    record Owned(long customerNo, String customerId, Contact contact) {}

    void insert(Tx tx, long customerNo, Contact contact, boolean counted) {
        var insert = tx.hot("insert into contact (id, customer_no, channel, topic, state, at, expires_at, counted, reasons, sender, times) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        try {
            insert.setBytes(1, Ids.bytes(contact.id()));
            insert.setLong(2, customerNo);
            insert.setString(3, contact.channel());
            insert.setString(4, contact.topic());
            insert.setString(5, contact.state().id());
            insert.setLong(6, contact.at().toEpochMilli());
            if (contact.expiresAt().isPresent()) {
                insert.setLong(7, contact.expiresAt().get().toEpochMilli());
            } else {
                insert.setNull(7, Types.INTEGER);
            }
            insert.setInt(8, counted ? 1 : 0);
            insert.setString(9, contact.reasons().stream().map(Reason.Code::id).collect(Collectors.joining(",")));
            insert.setString(10, contact.sender());
            insert.setInt(11, contact.times());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** How many places the customer's contacts ever took. */
    long places(Tx tx, long customerNo) {
        var select = tx.hot("select places from customer where no = ?");
        try {
            select.setLong(1, customerNo);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** Takes a place, unless another did since there were so many; one statement, so that of two who try at once one must look again. */
    boolean take(Tx tx, long customerNo, long places) {
        var update = tx.hot("update customer set places = places + 1 where no = ? and places = ?");
        try {
            update.setLong(1, customerNo);
            update.setLong(2, places);
            return update.executeUpdate() == 1;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** The newest contacts since a moment that take a place under the caps, the oldest first. */
    List<Contact.Counted> counted(Tx tx, long customerNo, Instant since, int limit) {
        var select = tx.hot("select channel, topic, at, case state when 'reserved' then expires_at end from contact"
            + " where customer_no = ? and at > ? and counted = 1 order by at desc limit ?");
        try {
            select.setLong(1, customerNo);
            select.setLong(2, since.toEpochMilli());
            select.setInt(3, limit);
            var counted = new ArrayList<Contact.Counted>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    counted.add(new Contact.Counted(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), moment(row, 4)));
                }
            }
            Collections.reverse(counted);
            return counted;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** The contacts of some customers since a moment that take a place under the caps, by customer, the oldest first. */
    Map<Long, List<Contact.Counted>> counted(Tx tx, long firstCustomer, long beyondCustomer, Instant since) {
        var select = tx.hot("select channel, topic, at, case state when 'reserved' then expires_at end, customer_no from contact"
            + " where customer_no >= ? and customer_no < ? and at > ? and counted = 1 order by customer_no, at");
        try {
            select.setLong(1, firstCustomer);
            select.setLong(2, beyondCustomer);
            select.setLong(3, since.toEpochMilli());
            var counted = new HashMap<Long, List<Contact.Counted>>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    counted.computeIfAbsent(row.getLong(5), none -> new ArrayList<>())
                        .add(new Contact.Counted(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), moment(row, 4)));
                }
            }
            return counted;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** A customer's contacts before a place in the list, the newest first. */
    List<Contact> newest(Tx tx, long customerNo, Instant before, UUID beforeId, int limit) {
        var select = tx.hot(ROW + "where c.customer_no = ? and c.at <= ? and (c.at < ? or c.id < ?) order by c.at desc, c.id desc limit ?");
        try {
            select.setLong(1, customerNo);
            select.setLong(2, before.toEpochMilli());
            select.setLong(3, before.toEpochMilli());
            select.setBytes(4, Ids.bytes(beforeId));
            select.setInt(5, limit);
            return rows(select);
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** The newest contacts that were sent to a customer since a moment, the oldest first. */
    List<Contact> sent(Tx tx, long customerNo, Instant since, int limit) {
        var select = tx.hot(ROW + "where c.customer_no = ? and c.at > ? and c.state = 'sent' order by c.at desc, c.id desc limit ?");
        try {
            select.setLong(1, customerNo);
            select.setLong(2, since.toEpochMilli());
            select.setInt(3, limit);
            var sent = rows(select);
            Collections.reverse(sent);
            return sent;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** A contact of a brand's customer. */
    Optional<Owned> find(Tx tx, long brandNo, UUID id) {
        var select = tx.hot(ROW.replace(" from ", ", u.no, u.id from ") + "join customer u on u.no = c.customer_no where c.id = ? and u.brand_no = ?");
        try {
            select.setBytes(1, Ids.bytes(id));
            select.setLong(2, brandNo);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(new Owned(row.getLong(10), row.getString(11), contact(row))) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** The contacts of all brands after an id, in the order of the table, as they stand at a moment. */
    List<Decisions.Settled> after(Tx tx, UUID id, Instant now, int limit) {
        var select = tx.hot(ROW.replace(" from ", ", u.brand_no from ") + "join customer u on u.no = c.customer_no where c.id > ? order by c.id limit ?");
        try {
            select.setBytes(1, Ids.bytes(id));
            select.setInt(2, limit);
            var contacts = new ArrayList<Decisions.Settled>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var contact = contact(row).at(now);
                    contacts.add(new Decisions.Settled(contact.id(), row.getLong(10), contact.state(),
                        contact.state() == Contact.State.SENT ? contact.at() : Ids.madeAt(contact.id()), contact.reasons()));
                }
            }
            return contacts;
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** Changes what became of a contact, and when. */
    void settle(Tx tx, UUID id, Contact.State state, Instant at) {
        var update = tx.hot("update contact set state = ?, at = ?, counted = counted and ? where id = ?");
        try {
            update.setString(1, state.id());
            update.setLong(2, at.toEpochMilli());
            update.setInt(3, state == Contact.State.RELEASED ? 0 : 1);
            update.setBytes(4, Ids.bytes(id));
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /** Notes that the same was held back once more. */
    void again(Tx tx, UUID id, Instant at) {
        tx.handle().execute("update contact set times = times + 1, at = ? where id = ?", at.toEpochMilli(), Ids.bytes(id));
    }

    int erase(Tx tx, long customerNo) {
        return tx.handle().execute("delete from contact where customer_no = ?", customerNo);
    }

    int forget(Tx tx, UUID before, int atMost) {
        return tx.handle().execute("delete from contact where id in (select id from contact where id < ? order by id limit ?)", Ids.bytes(before), atMost);
    }

    private static List<Contact> rows(PreparedStatement select) throws SQLException {
        var contacts = new ArrayList<Contact>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                contacts.add(contact(row));
            }
        }
        return contacts;
    }

    private static Contact contact(ResultSet row) throws SQLException {
        var reasons = row.getString(7);
        return new Contact(Ids.uuid(row.getBytes(1)), row.getString(2), row.getString(3), Contact.State.valueOf(row.getString(4).toUpperCase(java.util.Locale.ROOT)),
            Instant.ofEpochMilli(row.getLong(5)), moment(row, 6), reasons.isEmpty() ? List.of() : Arrays.stream(reasons.split(",")).map(Reason.Code::of).toList(),
            row.getString(8), row.getInt(9));
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
