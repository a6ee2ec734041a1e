package dev.heed.http;

import dev.heed.access.Access;
import dev.heed.brand.Brands;
import dev.heed.http.Idempotency.Written;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Json;
import dev.heed.store.Times;
import dev.heed.store.Tx;
import java.time.Period;
import java.util.Optional;
import java.util.function.Supplier;

/** Links for messages over HTTP: where a customer lowers contact without signing in. */
final class LinksApi {
    private static final String DEFAULT_VALIDITY = "P180D";

    private final Access access;
    private final Brands brands;
    private final Supplier<String> publicUrl;

    LinksApi(Access access, Brands brands, Supplier<String> publicUrl) {
        this.access = access;
        this.brands = brands;
        this.publicUrl = publicUrl;
    }

    Written mint(Tx tx, Call call) {
        var language = Optional.ofNullable(call.body().path("language").textValue());
        var languages = brands.catalog(tx, call.brand()).brand().languages();
        if (language.isPresent() && !languages.contains(language.get())) {
            throw Problem.of(Kind.CATALOG_VIOLATION, "/language", "the brand speaks " + String.join(", ", languages));
        }
        var link = access.mintLink(call.customer(), Period.parse(call.body().path("expiresAfter").asText(DEFAULT_VALIDITY)), language);
        return Written.of(Reply.json(201, Json.object().put("preferenceCenterUrl", publicUrl.get() + "/center/" + link.token()).put("expiresAt", Times.text(link.expiresAt()))));
    }
}
