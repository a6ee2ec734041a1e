package dev.heed.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Brands;
import dev.heed.consent.Consents;
import dev.heed.consent.LogLines;
import dev.heed.consent.Logged;
import dev.heed.ledger.ConsistencyProof;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.ProvingTiles;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Packed;
import dev.heed.store.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** One package, to be written once. What proves the records comes before them, so that a verifier reads it in one go; what counts them comes after. */
public final class Package {
    private static final String FORMAT = "heed evidence package";
    private static final int VERSION = 1;
    private static final int TILES_AT_ONCE = 64;
    private static final String TILE = "tile/";

    private final Plan plan;
    private final Records records;
    private final ProvingTiles tiles;
    private final Database database;
    private final Brands brands;
    private final Ledger ledger;

    /**
     * What is fixed before anything is written.
     *
     * @param checkpoint of the tree size, signed
     */
    record Plan(Evidence.Ask ask, long treeSize, String checkpoint, Optional<Growth> growth, Instant madeAt) {}

    /** That the log only grew since an earlier checkpoint. */
    record Growth(String checkpoint, ConsistencyProof proof) {}

    Package(Plan plan, Records records, ProvingTiles tiles, Database database, Brands brands, Ledger ledger) {
        this.plan = plan;
        this.records = records;
        this.tiles = tiles;
        this.database = database;
        this.brands = brands;
        this.ledger = ledger;
    }

    /** The tree size to which it is fixed. */
    public long treeSize() {
        return plan.treeSize;
    }

    /** Writes all of it; returns how many records it holds. No transaction is open while it writes. */
    public long writeTo(OutputStream out) throws IOException {
        var log = Consents.log(plan.ask.brand());
        var container = new Container(out);
        container.add("VERIFY.md", Packed.file("evidence/VERIFY.md"));
        container.add("key.txt", ledger.verifierKey(log) + "\n");
        container.add("checkpoint", plan.checkpoint);
        if (plan.growth.isPresent()) {
            container.add("consistency.json", Json.bytes(consistency(plan.growth.get())));
        }
        addTiles(container);
        var tally = new Tally();
        container.add("records.ndjson", content -> write(LogLines.ndjson(content), tally));
        container.add("records.csv", content -> write(LogLines.csv(content), new Tally()));
        for (var notice : database.read(tx -> Notices.files(tally.notices(), version -> brands.catalog(tx, plan.ask.brand(), version).orElseThrow())).entrySet()) {
            container.add(notice.getKey(), notice.getValue());
        }
        container.add("summary.html", new Summary(plan, ledger.origin(log), tally, database.read(tx -> brands.catalog(tx, plan.ask.brand()))).page());
        container.add("manifest.json", Json.bytes(manifest(container, tally)));
        container.seal(text -> ledger.seal(log, text));
        return tally.records();
    }

    private static ObjectNode consistency(Growth growth) {
        var json = Json.object().put("checkpoint", growth.checkpoint).put("from", growth.proof.from()).put("to", growth.proof.to());
        var hashes = json.putArray("hashes");
        growth.proof.hashes().forEach(hash -> hashes.add(Base64.getEncoder().encodeToString(hash)));
        return json;
    }

    private void addTiles(Container container) throws IOException {
        var log = Consents.log(plan.ask.brand());
        var paths = tiles.paths();
        for (int from = 0; from < paths.size(); from += TILES_AT_ONCE) {
            var some = paths.subList(from, Math.min(from + TILES_AT_ONCE, paths.size()));
            var bytes = database.read(tx -> some.stream().map(path -> ledger.tile(tx, log, path.substring(TILE.length())).orElseThrow()).toList());
            for (int i = 0; i < some.size(); i++) {
                container.add(some.get(i), bytes.get(i));
            }
        }
    }

    private void write(LogLines lines, Tally tally) throws IOException {
        lines.begin();
        records.each(logged -> {
            lines.record(logged, member -> keeps(member, logged));
            tally.add(logged, member -> keeps(member, logged));
        });
        lines.flush();
    }

    private boolean keeps(String member, Logged logged) {
        return plan.ask.profile().keeps(member, logged.record());
    }

    private ObjectNode manifest(Container container, Tally tally) {
        var log = Consents.log(plan.ask.brand());
        var json = Json.object().put("format", FORMAT).put("version", VERSION).put("origin", ledger.origin(log)).put("brand", plan.ask.brand().id())
            .put("profile", plan.ask.profile().id());
        var filter = json.putObject("filter");
        plan.ask.filter().customerId().ifPresent(customer -> filter.put("customerId", customer));
        filter.setAll(plan.ask.filter().toJson());
        json.put("treeSize", plan.treeSize).put("records", tally.records()).put("erased", tally.erased()).put("redacted", tally.redacted())
            .put("madeAt", Times.text(plan.madeAt)).put("verifierKey", ledger.verifierKey(log));
        var files = json.putArray("files");
        container.files().forEach(file -> files.addObject().put("name", file.name()).put("bytes", file.bytes()).put("sha256", file.sha256()));
        return json;
    }
}
