package dev.heed.http;

import dev.heed.consent.Consents;
import dev.heed.ledger.Ledger;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Json;
import java.util.Base64;

/** The transparency log over HTTP, in the published formats. */
final class LedgerApi {
    private final Database database;
    private final Ledger ledger;

    LedgerApi(Database database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    Reply checkpoint(Call call) {
        return Reply.text("text/plain; charset=utf-8", database.read(tx -> ledger.checkpoint(tx, Consents.log(call.brand()))));
    }

    Reply tile(Call call) {
        var bytes = database.read(tx -> ledger.tile(tx, Consents.log(call.brand()), call.path().get("tile")));
        return Reply.bytes(200, "application/octet-stream", bytes.orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "The tree has no such tile yet.")))
            .with("Cache-Control", "private, max-age=31536000, immutable");
    }

    Reply consistency(Call call) {
        var log = Consents.log(call.brand());
        return database.read(tx -> {
            var proof = ledger.consistency(tx, log, call.number("from").orElseThrow(), call.number("to").orElseGet(() -> ledger.size(tx, log)));
            var json = Json.object().put("from", proof.from()).put("to", proof.to());
            var hashes = json.putArray("hashes");
            proof.hashes().forEach(hash -> hashes.add(Base64.getEncoder().encodeToString(hash)));
            return Reply.json(200, json);
        });
    }

    Reply key(Call call) {
        var log = Consents.log(call.brand());
        return Reply.json(200, Json.object().put("origin", ledger.origin(log)).put("verifierKey", ledger.verifierKey(log)));
    }
}
