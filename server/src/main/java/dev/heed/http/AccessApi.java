package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.access.Access;
import dev.heed.access.ApiKey;
import dev.heed.access.Role;
import dev.heed.http.Idempotency.Written;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Times;
import dev.heed.store.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** API keys and customer tokens over HTTP. */
final class AccessApi {
    private static final int DEFAULT_TTL_SECONDS = 900;
    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;
    private final Access access;
    private final Pages pages;

    AccessApi(Database database, Access access, Pages pages) {
        this.database = database;
        this.access = access;
        this.pages = pages;
    }

    Written mint(Tx tx, Call call) {
        var customer = call.customer();
        var token = access.mint(customer, Duration.ofSeconds(call.object().path("ttlSeconds").asInt(DEFAULT_TTL_SECONDS)));
        return Written.of(Reply.json(201, Json.object().put("token", token.token()).put("customerId", customer.id())
            .put("expiresAt", Times.text(token.expiresAt()))));
    }

    Written create(Tx tx, Call call) {
        var expiresAt = Optional.ofNullable(call.object().path("expiresAt").textValue()).map(text -> Times.parse(text, "/expiresAt"));
        var made = access.createKey(tx, call.brand(), Role.of(call.object().get("role").textValue()), call.object().get("label").textValue(), expiresAt);
        return Written.of(Reply.json(201, json(made.key()).put("key", made.secret())));
    }

    Reply list(Call call) {
        int limit = Pages.limit(call);
        var after = pages.position(call).map(UUID::fromString).orElse(FIRST);
        var keys = database.read(tx -> access.keys(tx, call.brand(), after, limit + 1));
        var items = Json.object().arrayNode();
        keys.stream().limit(limit).forEach(key -> items.add(json(key)));
        return pages.reply(call, items, keys.size() > limit ? Optional.of(keys.get(limit - 1).id().toString()) : Optional.empty());
    }

    Written revoke(Tx tx, Call call) {
        access.revoke(tx, call.caller(), UUID.fromString(call.path().get("keyId")));
        return Written.of(Reply.nothing(204));
    }

    private static ObjectNode json(ApiKey key) {
        var json = Json.object().put("id", key.id().toString()).put("role", key.role().id()).put("label", key.label())
            .put("createdAt", Times.text(key.createdAt()));
        key.expiresAt().ifPresent(moment -> json.put("expiresAt", Times.text(moment)));
        key.revokedAt().ifPresent(moment -> json.put("revokedAt", Times.text(moment)));
        return json;
    }
}
