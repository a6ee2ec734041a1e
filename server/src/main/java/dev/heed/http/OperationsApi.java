package dev.heed.http;

import dev.heed.metrics.Metrics;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Json;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** What keeps the server running and understood: health, metrics, the contract, the pages of problems. */
final class OperationsApi {
    private static final byte[] UP = Json.bytes(Json.object().put("status", "up"));

    private final Contract contract;
    private final Metrics metrics;
    private final BooleanSupplier ready;

    /** @param ready whether the server can do its work now */
    OperationsApi(Contract contract, Metrics metrics, BooleanSupplier ready) {
        this.contract = contract;
        this.metrics = metrics;
        this.ready = ready;
    }

    Reply live(Call call) {
        return Reply.bytes(200, Reply.JSON, UP);
    }

    Reply ready(Call call) {
        if (!ready.getAsBoolean()) {
            throw Problem.unavailable("The server is starting, stopping or unable to reach its database.", 1);
        }
        return Reply.bytes(200, Reply.JSON, UP);
    }

    Reply metrics(Call call) {
        return Reply.text("text/plain; version=0.0.4; charset=utf-8", metrics.text());
    }

    Reply contract(Call call) {
        return Reply.bytes(200, "application/yaml; charset=utf-8", contract.text());
    }

    Reply problem(Call call) {
        var id = call.path().get("kind");
        var kind = Arrays.stream(Kind.values()).filter(known -> known.id().equals(id)).findFirst()
            .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no kind of problem of this name."));
        return Reply.text("text/html; charset=utf-8", Problems.page(kind)).with("Content-Security-Policy", "default-src 'none'");
    }
}
