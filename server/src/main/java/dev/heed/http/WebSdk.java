package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.store.Hashes;
import dev.heed.store.Ids;
import dev.heed.store.Json;
import dev.heed.store.Packed;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The preference-center element as any page may load it: {@code /heed.js}, which is always the newest, {@code /heed/heed-….js}, which never changes and can be
 * named with its hash (Subresource Integrity), and the words it speaks in each language.
 */
public final class WebSdk {
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final String AN_HOUR = "public, max-age=3600";
    private static final String NEWEST = "heed.js";

    private final Map<String, Served> files = new LinkedHashMap<>();
    private final Ids ids;

    /** One file in both its forms. */
    private record Served(String type, String cached, byte[] plain, byte[] zipped, String tag) {
        static Served of(String type, String cached, byte[] plain) {
            return new Served(type, cached, plain, Zip.of(plain), "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(plain)).substring(0, 22) + "\"");
        }
    }

    WebSdk(Ids ids) {
        this.ids = ids;
        var script = Packed.file("web/" + file());
        files.put("/" + NEWEST, Served.of("text/javascript; charset=utf-8", ASK_AGAIN, script));
        files.put("/heed/" + file(), Served.of("text/javascript; charset=utf-8", FOREVER, script));
        manifest().get("words").forEach(language -> files.put("/heed/words/" + language.textValue() + ".json",
            Served.of("application/json", AN_HOUR, Packed.file("web/words/" + language.textValue() + ".json"))));
    }

    /** Where the element is that never changes. */
    public static String path() {
        return "/heed/" + file();
    }

    /** What the {@code integrity} attribute of a script element says of it. */
    public static String integrity() {
        return manifest().at("/" + NEWEST + "/integrity").textValue();
    }

    /** Registers its files, which are no part of the contract. */
    void routes(Front front, io.javalin.config.RoutesConfig routes) {
        files.forEach((path, file) -> front.route(routes, HandlerType.GET, path, context -> serve(context, file)));
    }

    /** The two forms have tags of their own, for they are not the same bytes (RFC 9110 section 8.8.3.3). */
    private void serve(Context context, Served file) throws IOException {
        boolean zips = Zip.accepted(context.header(Zip.VARIES));
        var tag = zips ? Zip.tag(file.tag()) : file.tag();
        var response = context.res();
        response.setHeader(RequestId.FIELD, RequestId.next(ids));
        response.setHeader("Cache-Control", file.cached());
        response.setHeader("ETag", tag);
        response.setHeader("Vary", Zip.VARIES);
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (tag.equals(context.header("If-None-Match"))) {
            Front.answer(context, 304, file.type(), new byte[0]);
            return;
        }
        if (zips) {
            response.setHeader("Content-Encoding", "gzip");
        }
        Front.answer(context, 200, file.type(), zips ? file.zipped() : file.plain());
    }

    private static String file() {
        return manifest().at("/" + NEWEST + "/file").textValue();
    }

    private static JsonNode manifest() {
        return Json.read(Packed.file("web/manifest.json"));
    }
}
