package dev.heed.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Brand;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.export.Export.Content;
import dev.heed.export.Export.Whole;
import dev.heed.store.Database;
import dev.heed.store.Ids;
import dev.heed.store.Tx;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Hands files over, and keeps for good who took what, and whether they got the whole of it. */
public final class Exports {
    private final ExportTable table = new ExportTable();
    private final Database database;
    private final Customers customers;
    private final Ids ids;
    private final Clock clock;

    public Exports(Database database, Customers customers, Ids ids, Clock clock) {
        this.database = database;
        this.customers = customers;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A file that somebody is about to take.
     *
     * @param takenBy the API key's id, or {@code customer}
     * @param filter what was asked for, without the customer
     * @param customerId the one customer whom it is about
     */
    public record Taking(Brand brand, Content content, String format, String takenBy, long treeSize, ObjectNode filter, Optional<String> customerId) {}

    /** Writes a file; returns how many records it holds. */
    public interface File {
        long writeTo(OutputStream out) throws IOException;
    }

    /**
     * Hands a file over. That it was asked for is on disk before its first byte leaves; that it was whole, after its last. No transaction is open meanwhile.
     *
     * @throws IOException when whoever takes it is gone; it stays noted as broken off
     */
    public void handOver(Taking taking, OutputStream out, File file) throws IOException {
        var export = new Export(ids.next(), taking.content, taking.format, taking.takenBy, now(), taking.treeSize, taking.filter, taking.customerId, Optional.empty());
        database.write(tx -> {
            var customerNo = taking.customerId.map(id -> customers.number(tx, new CustomerId(taking.brand, id))).orElse(OptionalLong.empty());
            table.insert(tx, taking.brand.no(), export, customerNo);
            return null;
        });
        var measured = new Measured(out);
        long records = file.writeTo(measured);
        measured.flush();
        database.write(tx -> {
            table.end(tx, export.id(), new Whole(now(), records, measured.bytes(), measured.sha256()));
            return null;
        });
    }

    /** A brand's exports before a place in the list, the newest first. */
    public List<Export> newest(Tx tx, Brand brand, Instant before, UUID beforeId, int limit) {
        return table.newest(tx, brand.no(), before, beforeId, limit);
    }

    /** The exports about one customer alone, the oldest first. */
    public List<Export> ofCustomer(Tx tx, long customerNo) {
        return table.ofCustomer(tx, customerNo);
    }

    /** Forgets whom exports were about. */
    public void forgetCustomer(Tx tx, long customerNo) {
        table.forgetCustomer(tx, customerNo);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
