package dev.heed.evidence;

import dev.heed.brand.Brand;
import dev.heed.consent.Consents;
import dev.heed.consent.Filter;
import dev.heed.consent.LogLines;
import dev.heed.consent.Logged;
import dev.heed.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The records of a package, oldest first, read page by page as often as it takes. What is erased meanwhile is erased in the next reading. */
record Records(Database database, Consents consents, Brand brand, Filter filter, long treeSize) {
    /** Takes a record. */
    interface Visitor {
        void visit(Logged logged) throws IOException;
    }

    void each(Visitor visitor) throws IOException {
        var next = Optional.of(0L);
        while (next.isPresent()) {
            long from = next.get();
            var page = database.read(tx -> consents.page(tx, brand, filter, from, treeSize, LogLines.RECORDS_AT_ONCE));
            for (var logged : page.records()) {
                visitor.visit(logged);
            }
            next = page.next();
        }
    }

    void eachIndex(LongConsumer visitor) {
        try {
            each(logged -> visitor.accept(logged.record().index()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
