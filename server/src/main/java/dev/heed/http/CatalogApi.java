package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.access.Caller;
import dev.heed.brand.Brands;
import dev.heed.brand.Catalog;
import dev.heed.brand.CatalogCheck;
import dev.heed.http.Idempotency.Written;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Times;
import dev.heed.store.Tx;
import java.util.Optional;

/** The catalog over HTTP. */
final class CatalogApi {
    private final Database database;
    private final Brands brands;
    private final Pages pages;

    CatalogApi(Database database, Brands brands, Pages pages) {
        this.database = database;
        this.brands = brands;
        this.pages = pages;
    }

    Reply read(Call call) {
        var version = call.number("version");
        var catalog = version.isEmpty()
            ? brands.remembered(call.brand()).orElseGet(() -> database.read(tx -> brands.catalog(tx, call.brand())))
            : database.read(tx -> brands.catalog(tx, call.brand(), version.get()))
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "The catalog has no version " + version.get() + "."));
        return call.has(etag(catalog.version())) ? tagged(Reply.nothing(304), catalog) : tagged(Reply.json(200, json(catalog)), catalog);
    }

    Written publish(Tx tx, Call call) {
        var published = brands.publish(tx, call.brand(), call.object(), call.fresh(CatalogApi::etag)::test);
        var json = json(published.catalog());
        json.set("warnings", Problems.json(published.warnings()));
        return Written.of(tagged(Reply.json(200, json), published.catalog()));
    }

    Reply check(Call call) {
        var check = CatalogCheck.of(call.object());
        var json = Json.object().put("publishable", check.errors().isEmpty());
        json.set("errors", Problems.json(check.errors()));
        json.set("warnings", Problems.json(check.warnings()));
        return Reply.json(200, json);
    }

    Reply versions(Call call) {
        var below = pages.position(call).map(Long::valueOf).orElse(Long.MAX_VALUE);
        int limit = Pages.limit(call);
        Caller caller = call.caller();
        var versions = database.read(tx -> brands.versions(tx, caller.brand(), below, limit + 1));
        var items = Json.object().arrayNode();
        versions.stream().limit(limit).forEach(version ->
            items.addObject().put("version", version.version()).put("publishedAt", Times.text(version.publishedAt())));
        return pages.reply(call, items, versions.size() > limit ? Optional.of(Long.toString(versions.get(limit - 1).version())) : Optional.empty());
    }

    /** Long, and the first thing that an element on a phone waits for: so it is zipped for whoever takes that. */
    private static Reply tagged(Reply reply, Catalog catalog) {
        return reply.with("ETag", etag(catalog.version())).with("Vary", Zip.VARIES);
    }

    private static ObjectNode json(Catalog catalog) {
        var json = Json.object().put("version", catalog.version()).put("publishedAt", Times.text(catalog.publishedAt()));
        json.setAll(catalog.document());
        return json;
    }

    private static String etag(long version) {
        return "\"" + version + "\"";
    }
}
