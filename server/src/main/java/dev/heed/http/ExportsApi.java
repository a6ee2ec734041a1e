package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.export.Export;
import dev.heed.export.Exports;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.util.HexFormat;
import java.util.Optional;

/** Who took which files, over HTTP. */
final class ExportsApi {
    private final Database database;
    private final Exports exports;
    private final Pages pages;

    ExportsApi(Database database, Exports exports, Pages pages) {
        this.database = database;
        this.exports = exports;
        this.pages = pages;
    }

    Reply list(Call call) {
        int limit = Pages.limit(call);
        var place = pages.place(call);
        return database.read(tx -> {
            var made = exports.newest(tx, call.brand(), place.before(), place.beforeId(), limit + 1);
            var items = Json.object().arrayNode();
            made.stream().limit(limit).forEach(export -> items.add(json(export)));
            var last = made.size() > limit ? Optional.of(made.get(limit - 1)) : Optional.<Export>empty();
            return pages.reply(call, items, last.map(export -> new Pages.Place(export.at(), export.id()).toString()));
        });
    }

    static ObjectNode json(Export export) {
        var json = Json.object().put("exportId", export.id().toString()).put("content", export.content().id()).put("format", export.format())
            .put("takenBy", export.takenBy()).put("at", Times.text(export.at())).put("treeSize", export.treeSize());
        json.set("filter", export.filter());
        export.customerId().ifPresent(customerId -> json.put("customerId", customerId));
        export.whole().ifPresent(whole -> json.put("endedAt", Times.text(whole.endedAt())).put("records", whole.records()).put("bytes", whole.bytes())
            .put("sha256", HexFormat.of().formatHex(whole.sha256())));
        return json;
    }
}
