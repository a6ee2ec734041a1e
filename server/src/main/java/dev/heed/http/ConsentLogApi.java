package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Brand;
import dev.heed.brand.Brands;
import dev.heed.consent.Consents;
import dev.heed.consent.Filter;
import dev.heed.consent.LogLines;
import dev.heed.consent.Logged;
import dev.heed.consent.Receipt;
import dev.heed.export.Export.Content;
import dev.heed.export.Exports;
import dev.heed.ledger.Ledger;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** The consent log over HTTP: pages, streams, single records and their proofs. */
final class ConsentLogApi {
    private static final String TREE_SIZE = "Heed-Tree-Size";

    private final Database database;
    private final Brands brands;
    private final Consents consents;
    private final Ledger ledger;
    private final Exports exports;
    private final Pages pages;

    ConsentLogApi(Database database, Brands brands, Consents consents, Ledger ledger, Exports exports, Pages pages) {
        this.database = database;
        this.brands = brands;
        this.consents = consents;
        this.ledger = ledger;
        this.exports = exports;
        this.pages = pages;
    }

    Reply list(Call call) {
        var filter = new Filter(call.moment("from"), call.moment("to"), call.queried("customerId"), call.queried("kind"),
            call.queried("setting"), call.queried("status"), call.queried("source"));
        if (!call.accepts().equals(Reply.JSON)) {
            return export(call, filter);
        }
        if (call.query().containsKey("after")) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "query/after", "after is for streams; turn pages of JSON with cursor");
        }
        var position = pages.position(call).map(text -> text.split("/"));
        return database.read(tx -> {
            long treeSize = position.map(at -> Long.parseLong(at[1])).orElseGet(() -> treeSize(tx, call));
            var page = consents.page(tx, call.brand(), filter, position.map(at -> Long.parseLong(at[0])).orElse(0L), treeSize, Pages.limit(call));
            var items = Json.object().arrayNode();
            page.records().forEach(record -> items.add(record.toJson()));
            var json = Json.object().put("treeSize", treeSize);
            json.set("items", items);
            return pages.reply(call, json, page.next().map(next -> next + "/" + treeSize)).with(TREE_SIZE, Long.toString(treeSize));
        });
    }

    private long treeSize(Tx tx, Call call) {
        long newest = ledger.size(tx, Consents.log(call.brand()));
        long asked = call.number("treeSize").orElse(newest);
        if (asked > newest) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "query/treeSize", "the log has " + newest + " entries so far");
        }
        return asked;
    }

    /** Everything that fits, page after page, so that no length of the log needs more memory than another. */
    private Reply export(Call call, Filter filter) {
        if (call.query().containsKey("cursor") || call.query().containsKey("limit")) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "query", "cursor and limit are for pages of JSON; a stream holds everything");
        }
        long treeSize = database.read(tx -> treeSize(tx, call));
        var after = call.number("after");
        if (after.orElse(-1L) >= treeSize) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "query/after", "a stream of " + treeSize + " entries has nothing after record " + after.get());
        }
        boolean csv = call.accepts().equals("text/csv");
        var asked = Json.object();
        call.query().forEach((name, value) -> {
            if (!name.equals("customerId") && !name.equals("treeSize")) {
                asked.put(name, value);
            }
        });
        // Else, once that customer is erased, or where there never was one, it would look like everybody's.
        filter.customerId().ifPresent(one -> asked.put("oneCustomer", true));
        var taking = new Exports.Taking(call.brand(), Content.CONSENT_LOG, csv ? "csv" : "ndjson", call.caller().id(), treeSize, asked, filter.customerId());
        return Reply.stream(csv ? "text/csv; charset=utf-8; header=" + (after.isEmpty() ? "present" : "absent") : "application/x-ndjson",
            out -> exports.handOver(taking, out, file -> write(call.brand(), filter, after, treeSize, csv ? LogLines.csv(file) : LogLines.ndjson(file))))
            .with(TREE_SIZE, Long.toString(treeSize));
    }

    /** @param after the record whose line was the last of what was taken before; the file is begun where there is none */
    private long write(Brand brand, Filter filter, Optional<Long> after, long treeSize, LogLines lines) throws IOException {
        if (after.isEmpty()) {
            lines.begin();
        }
        long records = 0;
        var next = Optional.of(after.orElse(-1L) + 1);
        while (next.isPresent()) {
            long from = next.get();
            var page = database.read(tx -> consents.page(tx, brand, filter, from, treeSize, LogLines.RECORDS_AT_ONCE));
            for (var record : page.records()) {
                lines.record(record, LogLines.ALL);
            }
            records += page.records().size();
            next = page.next();
        }
        lines.end(database.read(tx -> ledger.checkpoint(tx, Consents.log(brand), treeSize)));
        return records;
    }

    Reply read(Call call) {
        return database.read(tx -> Reply.json(200, logged(tx, call).toJson()));
    }

    Reply proof(Call call) {
        return database.read(tx -> {
            var logged = logged(tx, call);
            if (call.accepts().equals("text/plain")) {
                var log = Consents.log(call.brand());
                return Reply.text("text/plain; charset=utf-8", ledger.inclusion(tx, log, logged.record().index()).tlogProof(ledger.checkpoint(tx, log)));
            }
            return Reply.json(200, proof(tx, call, logged));
        });
    }

    private ObjectNode proof(Tx tx, Call call, Logged logged) {
        var log = Consents.log(call.brand());
        var proof = ledger.inclusion(tx, log, logged.record().index());
        var json = Json.object().put("index", proof.index()).put("treeSize", proof.size()).put("entry", logged.text());
        var disclosures = json.putArray("disclosures");
        logged.disclosures().forEach(disclosures::add);
        var hashes = json.putArray("hashes");
        proof.hashes().forEach(hash -> hashes.add(Base64.getEncoder().encodeToString(hash)));
        return json.put("checkpoint", ledger.checkpoint(tx, log)).put("verifierKey", ledger.verifierKey(log));
    }

    Reply receipt(Call call) {
        return database.read(tx -> {
            var logged = logged(tx, call);
            if (!Receipt.isFor(logged.record())) {
                throw Problem.of(Kind.NOT_FOUND, "Record " + logged.record().index() + " is no consent that somebody is known to have given, refused or withdrawn, so it has no receipt.");
            }
            var catalog = brands.catalog(tx, call.brand(), logged.record().catalogVersion()).orElseThrow();
            return Reply.bytes(200, "application/ld+json", Json.bytes(Receipt.of(logged.record(), catalog, proof(tx, call, logged))));
        });
    }

    /** The record in the path, unless a customer asks about somebody else's: to them there is no such thing. */
    private Logged logged(Tx tx, Call call) {
        long index = Long.parseLong(call.path().get("index"));
        boolean foreign = call.caller().customer().map(own -> !consents.isAbout(tx, own, index)).orElse(false);
        return (foreign ? Optional.<Logged>empty() : consents.read(tx, call.brand(), index)).orElseThrow(() -> Problem.of(Kind.NOT_FOUND));
    }
}
