package dev.heed.http;

import dev.heed.brand.Brand;
import dev.heed.brand.Brands;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import io.javalin.http.Context;

/** Which web pages may call: those of the origins that a brand lists in its catalog, for that brand, and nobody else's. */
final class Origins {
    private static final String ALLOWED_FIELDS = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Accept, traceparent";
    private static final String EXPOSED_FIELDS = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Request-Id, Heed-Tree-Size, Accept-Patch";
    private static final String PREFLIGHT_SECONDS = "600";

    private final Database database;
    private final Brands brands;

    Origins(Database database, Brands brands) {
        this.database = database;
        this.brands = brands;
    }

    /**
     * Lets a page of this origin read the answer.
     *
     * @throws Problem forbidden when the brand does not list the origin
     */
    void admit(Context context, Brand brand, String origin) {
        if (isOwn(context, origin)) {
            return;
        }
        var catalog = brands.remembered(brand).orElseGet(() -> database.read(tx -> brands.catalog(tx, brand)));
        if (!catalog.brand().allowedOrigins().contains(origin)) {
            throw Problem.of(Kind.FORBIDDEN, "Pages of this origin may not call; list it in the catalog's brand.allowedOrigins.");
        }
        allow(context, origin);
    }

    /** Answers a preflight, which carries no credential: an origin that any brand lists may ask. */
    void preflight(Context context) {
        if (admitRefused(context)) {
            context.res().setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
            context.res().setHeader("Access-Control-Allow-Headers", ALLOWED_FIELDS);
            context.res().setHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        }
    }

    /** Lets a page of an origin that any brand lists read an answer that belongs to no brand: else it could not tell that a session has ended from a line that is down. */
    boolean admitRefused(Context context) {
        var origin = context.header("Origin");
        boolean listed = origin != null && database.read(tx -> brands.all(tx).stream()
            .anyMatch(brand -> brands.catalog(tx, brand).brand().allowedOrigins().contains(origin)));
        if (listed) {
            allow(context, origin);
        }
        return listed;
    }

    private static void allow(Context context, String origin) {
        context.res().setHeader("Access-Control-Allow-Origin", origin);
        context.res().setHeader("Access-Control-Expose-Headers", EXPOSED_FIELDS);
        context.res().setHeader("Vary", "Origin");
    }

    /** A page that this server itself served. */
    private static boolean isOwn(Context context, String origin) {
        return origin.equals("http://" + context.header("Host")) || origin.equals("https://" + context.header("Host"));
    }
}
