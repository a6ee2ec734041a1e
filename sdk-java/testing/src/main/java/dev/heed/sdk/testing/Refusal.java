package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import java.util.Collections;
import java.util.Map;

/** Why a request is not done, as the problem document that tells it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String kind;
    private final transient Map<String, String> faults;

    Refusal(int status, String kind, String detail, Map<String, String> faults) {
        super(detail, null, false, false);
        this.status = status;
        this.kind = kind;
        this.faults = faults;
    }

    static Refusal of(int status, String kind, String detail) {
        return new Refusal(status, kind, detail, Collections.emptyMap());
    }

    static Refusal violation(String pointer, String fault) {
        return new Refusal(400, "contract_violation", "Correct what is named in errors.", Collections.singletonMap(pointer, fault));
    }

    static Refusal offered(Map<String, String> faults) {
        return new Refusal(422, "catalog_violation", "Correct the settings named in errors.", faults);
    }

    static Refusal notFound() {
        return of(404, "not_found", "Check the path.");
    }

    static Refusal notPlayed() {
        return of(501, "not_played", "FakeHeed does not play this; see its documentation.");
    }

    Reply reply(String requestId) {
        ObjectNode problem = Json.mapper().createObjectNode().put("type", "/problems/" + kind).put("title", kind).put("status", status)
                .put("detail", getMessage()).put("instance", requestId);
        if (!faults.isEmpty()) {
            ArrayNode errors = problem.putArray("errors");
            faults.forEach((pointer, detail) -> errors.addObject().put("pointer", pointer).put("detail", detail));
        }
        Reply reply = Reply.json(status, problem).with("Content-Type", "application/problem+json");
        return status == 401 ? reply.with("WWW-Authenticate", "Bearer") : reply;
    }
}
