package dev.heed.http;

import dev.heed.store.Ids;
import dev.heed.store.Packed;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page for compliance at /dashboard: plain files, under a policy that lets them run and call nothing but this server. */
final class Dashboard {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final List<String> SCRIPTS = List.of("page.js", "client.js", "figures.js", "plots.js", "shapes.js", "ledger.js", "verifier.js", "words.js", "tables.js");

    private final Map<String, Reply> files = new LinkedHashMap<>();
    private final Ids ids;

    Dashboard(Ids ids) {
        this.ids = ids;
        files.put("/dashboard", Reply.bytes(200, "text/html; charset=utf-8", Packed.file("dashboard/index.html")));
        files.put("/dashboard/page.css", Reply.bytes(200, "text/css; charset=utf-8", Packed.file("dashboard/page.css")));
        files.put("/dashboard/icon.svg", Reply.bytes(200, "image/svg+xml", Packed.file("dashboard/icon.svg")));
        SCRIPTS.forEach(script -> files.put("/dashboard/" + script, Reply.bytes(200, "text/javascript; charset=utf-8", Packed.file("dashboard/" + script))));
    }

    /** Registers its files, which are no part of the contract. */
    void routes(Front front, io.javalin.config.RoutesConfig routes) {
        files.forEach((path, file) -> front.route(routes, HandlerType.GET, path, context -> serve(context, file)));
    }

    private void serve(Context context, Reply file) throws IOException {
        context.res().setHeader(RequestId.FIELD, RequestId.next(ids));
        context.res().setHeader("Cache-Control", "no-cache");    // the files of one release belong together
        context.res().setHeader("Content-Security-Policy", POLICY);
        context.res().setHeader("Cross-Origin-Resource-Policy", "same-origin");
        context.res().setHeader("X-Content-Type-Options", "nosniff");
        context.res().setHeader("Referrer-Policy", "no-referrer");
        Front.answer(context, file.status(), file.type(), file.body());
    }
}
