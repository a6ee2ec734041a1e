package dev.heed.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.heed.problem.Fault;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Json;
import java.util.List;
import java.util.Map;

/** Writes problem documents (RFC 9457) and the pages to which their types lead. */
final class Problems {
    static final String TYPE = "application/problem+json";

    private Problems() {}

    static Reply reply(Problem problem, String instance) {
        var kind = problem.kind();
        var reply = Reply.bytes(kind.status(), TYPE, body(kind, kind.status(), problem.detail(), problem.faults(), instance)).with("Cache-Control", "no-store");
        if (kind == Kind.UNAUTHENTICATED) {
            reply = reply.with("WWW-Authenticate", "Bearer");
        }
        return problem.retryAfterSeconds().isPresent() ? reply.with("Retry-After", Long.toString(problem.retryAfterSeconds().getAsLong())) : reply;
    }

    /** @param status usually the kind's own; HTTP has finer ones that share a kind */
    static byte[] body(Kind kind, int status, String detail, List<Fault> faults, String instance) {
        var json = Json.object().put("type", "/problems/" + kind.id()).put("title", kind.title()).put("status", status)
            .put("detail", detail).put("instance", instance);
        if (!faults.isEmpty()) {
            json.set("errors", json(faults));
        }
        return Json.bytes(json);
    }

    /** Faults in the contract's form. */
    static ArrayNode json(List<Fault> faults) {
        var array = Json.object().arrayNode();
        faults.forEach(fault -> {
            var json = array.addObject().put("pointer", fault.pointer()).put("detail", fault.detail());
            fault.deception().ifPresent(deception -> json.put("rule", deception.rule()).put("category", deception.category()).put("pattern", deception.pattern()));
        });
        return array;
    }

    /** The kind of what HTTP itself refuses. */
    static Kind kind(int status) {
        return Map.ofEntries(Map.entry(401, Kind.UNAUTHENTICATED), Map.entry(403, Kind.FORBIDDEN), Map.entry(404, Kind.NOT_FOUND),
            Map.entry(405, Kind.METHOD_NOT_ALLOWED), Map.entry(406, Kind.NOT_ACCEPTABLE), Map.entry(413, Kind.PAYLOAD_TOO_LARGE),
            Map.entry(414, Kind.PAYLOAD_TOO_LARGE), Map.entry(415, Kind.UNSUPPORTED_MEDIA_TYPE), Map.entry(429, Kind.RATE_LIMITED),
            Map.entry(431, Kind.PAYLOAD_TOO_LARGE), Map.entry(503, Kind.UNAVAILABLE))
            .getOrDefault(status, status < 500 || status == 505 ? Kind.CONTRACT_VIOLATION : Kind.INTERNAL);
    }

    /** The page of one kind. */
    static String page(Kind kind) {
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>%1$s</title>
            <h1>%2$s</h1>
            <p><code>%1$s</code>, HTTP status %3$d</p>
            <p>%4$s</p>
            """.formatted(kind.id(), kind.title(), kind.status(), kind.advice());
    }
}
