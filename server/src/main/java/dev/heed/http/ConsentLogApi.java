package dev.heed.http;

import dev.heed.consent.Consents;
import dev.heed.consent.Filter;
import dev.heed.ledger.Ledger;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The consent log over HTTP: pages, streams, single records and their proofs. */
final class ConsentLogApi {
    private static final String TREE_SIZE = "Heed-Tree-Size";

    private final Database database;
    private final Consents consents;
    private final Ledger ledger;
    private final Pages pages;

    ConsentLogApi(Database database, Consents consents, Ledger ledger, Pages pages) {
        this.database = database;
        this.consents = consents;
        this.ledger = ledger;
        this.pages = pages;
    }

    Reply list(Call call) {
        var filter = new Filter(call.moment("from"), call.moment("to"), call.queried("customerId"), call.queried("kind"),
            call.queried("setting"), call.queried("status"), call.queried("source"));
        if (!call.accepts().equals(Reply.JSON)) {
            return export(call, filter);
        }
        var position = pages.position(call).map(text -> text.split("/"));
        return database.read(tx -> {
            long treeSize = position.map(at -> Long.parseLong(at[1])).orElseGet(() -> treeSize(tx, call));
            var page = consents.page(tx, call.brand(), filter, position.map(at -> Long.parseLong(at[0])).orElse(0L), treeSize, Pages.limit(call));
            var items = Json.object().arrayNode();
            for (int i = 0; i < page.records().size(); i++) {
                items.add(page.records().get(i).toJson(page.entryHashes().get(i)));
            }
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
        var brand = call.brand();
        long treeSize = database.read(tx -> treeSize(tx, call));
        boolean csv = call.accepts().equals("text/csv");
        return Reply.stream(csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson", out -> {
            var export = csv ? Export.csv(out) : Export.ndjson(out);
            export.begin();
            var next = Optional.of(0L);
            while (next.isPresent()) {
                long from = next.get();
                var page = database.read(tx -> consents.page(tx, brand, filter, from, treeSize, Export.RECORDS_AT_ONCE));
                for (int i = 0; i < page.records().size(); i++) {
                    export.record(page.records().get(i), page.entryHashes().get(i));
                }
                next = page.next();
            }
            export.end(database.read(tx -> ledger.checkpoint(tx, Consents.log(brand), treeSize)));
        }).with(TREE_SIZE, Long.toString(treeSize));
    }

    Reply read(Call call) {
        return database.read(tx -> Reply.json(200, consents.json(tx, call.brand(), index(tx, call)).orElseThrow(() -> Problem.of(Kind.NOT_FOUND))));
    }

    Reply proof(Call call) {
        return database.read(tx -> {
            long index = index(tx, call);
            var brand = call.brand();
            var disclosed = consents.disclosed(tx, brand, index).orElseThrow(() -> Problem.of(Kind.NOT_FOUND));
            var proof = ledger.inclusion(tx, Consents.log(brand), index);
            var checkpoint = ledger.checkpoint(tx, Consents.log(brand));
            if (call.accepts().equals("text/plain")) {
                return Reply.text("text/plain; charset=utf-8", proof.tlogProof(checkpoint));
            }
            var json = Json.object().put("index", index).put("treeSize", proof.size())
                .put("entry", new String(disclosed.entry(), StandardCharsets.UTF_8));
            var disclosures = json.putArray("disclosures");
            disclosed.disclosures().forEach(disclosures::add);
            var hashes = json.putArray("hashes");
            proof.hashes().forEach(hash -> hashes.add(Base64.getEncoder().encodeToString(hash)));
            json.put("checkpoint", checkpoint).put("verifierKey", ledger.verifierKey(Consents.log(brand)));
            return Reply.json(200, json);
        });
    }

    /** The index in the path, unless a customer asks about somebody else's record: to them there is no such thing. */
    private long index(Tx tx, Call call) {
        long index = Long.parseLong(call.path().get("index"));
        boolean foreign = call.caller().customer().map(own -> !consents.isAbout(tx, own, index)).orElse(false);
        if (foreign) {
            throw Problem.of(Kind.NOT_FOUND);
        }
        return index;
    }
}
