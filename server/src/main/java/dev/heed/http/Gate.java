package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.access.Access;
import dev.heed.access.Caller;
import dev.heed.access.Permission;
import dev.heed.access.RateLimiter;
import dev.heed.http.Contract.Operation;
import dev.heed.metrics.Metrics;
import dev.heed.problem.Fault;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Ids;
import dev.heed.store.Json;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The one way in: who is calling, may they, how often, and does the request match the contract? Then the answer, or the problem. */
final class Gate {
    private final Contract contract;
    private final Access access;
    private final RateLimiter limiter;
    private final Server.Limits limits;
    private final Origins origins;
    private final Metrics metrics;
    private final Ids ids;
    private final Executor threads;
    private final Executor answers;
    private final Bodies bodies = new Bodies();

    /**
     * @param threads may wait for something
     * @param answers gives the answers that come later; see {@link Answers}
     */
    Gate(Contract contract, Access access, RateLimiter limiter, Server.Limits limits, Origins origins, Metrics metrics, Ids ids, Executor threads, Executor answers) {
        this.contract = contract;
        this.access = access;
        this.limiter = limiter;
        this.limits = limits;
        this.origins = origins;
        this.metrics = metrics;
        this.ids = ids;
        this.threads = threads;
        this.answers = answers;
    }

    /** The handler of a route, for Javalin. */
    Handler at(Route route) {
        var operation = contract.operation(route.operation());
        var timer = metrics.timer(route.operation());
        return context -> {
            var visit = new Visit(route, context, RequestId.next(ids), System.nanoTime(), timer);
            context.res().setHeader(RequestId.FIELD, visit.requestId());
            context.res().setHeader("X-Content-Type-Options", "nosniff");
            Reply reply;
            try {
                reply = pass(route, operation, context, visit.requestId());
            } catch (RuntimeException | Error refused) {
                reply = visit.refusal(refused);
            }
            if (reply.comesLater()) {
                var due = reply.due();
                // Not before Javalin asks: the answer could else be written while this thread still holds the request.
                context.future(() -> due.handleAsync(visit::reply, answers).thenCompose(visit::send));
            } else if (Front.isAtOnce(context)) {
                var now = reply;
                context.future(() -> visit.send(now));
            } else {
                visit.end(reply);
            }
        };
    }

    private Reply pass(Route route, Operation operation, Context context, String requestId) {
        var origin = context.header("Origin");
        Optional<Caller> who = Optional.empty();
        if (route.permission() != Permission.PUBLIC) {
            var caller = caller(context);
            who = Optional.of(caller);
            admit(context, caller, origin, route);
        }
        var call = call(route, operation, context, who, requestId);
        return Front.isAtOnce(context) && route.handler().waits(call) ? answeredElsewhere(route, call) : route.handler().answer(call);
    }

    /** Lets another thread wait than the one that reads for all callers. */
    private Reply answeredElsewhere(Route route, Call call) {
        var due = new CompletableFuture<Supplier<Reply>>();
        threads.execute(() -> {
            try {
                var reply = route.handler().answer(call);
                due.complete(() -> reply);
            } catch (RuntimeException | Error refused) {
                due.completeExceptionally(refused);
            }
        });
        return Reply.later(due);
    }

    private Caller caller(Context context) {
        try {
            return access.caller(bearer(context.header("Authorization")));
        } catch (Problem refused) {
            origins.admitRefused(context);
            throw refused;
        }
    }

    /**
     * The credential in an Authorization field (RFC 6750 section 2.1).
     *
     * @throws Problem unauthenticated when there is none
     */
    private static String bearer(String authorization) {
        return credential(authorization).orElseThrow(() -> Problem.of(Kind.UNAUTHENTICATED));
    }

    /** @param authorization null where the field is missing */
    static Optional<String> credential(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7) ? Optional.of(authorization.substring(7).strip()) : Optional.empty();
    }

    private void admit(Context context, Caller caller, String origin, Route route) {
        if (origin != null) {
            origins.admit(context, caller.brand(), origin);
        }
        var left = limiter.take(caller.identity(), limits.of(caller, route.writes()));
        context.res().setHeader("RateLimit-Policy", left.limit().policy());
        context.res().setHeader("RateLimit", left.field());
        if (left.exceeded()) {
            throw Problem.rateLimited(left.retryAfterSeconds());
        }
        if (!caller.may(route.permission())) {
            throw Problem.of(Kind.FORBIDDEN);
        }
    }

    private Call call(Route route, Operation operation, Context context, Optional<Caller> who, String requestId) {
        var faults = new ArrayList<Fault>();
        var path = new LinkedHashMap<String, String>();
        var query = new LinkedHashMap<String, String>();
        var headers = new LinkedHashMap<String, String>();
        var sent = context.req().getQueryString();
        if (sent != null) {
            query(context, operation, query, faults);
        }
        for (var parameter : operation.parameters()) {
            var value = switch (parameter.in()) {
                case "path" -> context.pathParam(parameter.name());
                case "query" -> query.get(parameter.name());
                default -> context.header(parameter.name());
            };
            check(parameter, value, faults);
            if (value != null && !parameter.in().equals("query")) {
                (parameter.in().equals("path") ? path : headers).put(parameter.name(), value);
            }
        }
        var accepts = Accepting.best(context.header("Accept"), operation.produces());
        var raw = Front.body(context);
        var body = body(operation, context, raw, faults);
        if (!faults.isEmpty()) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, faults);
        }
        var target = sent == null ? context.req().getRequestURI() : context.req().getRequestURI() + "?" + sent;
        return new Call(route, who, target, path, query, headers, accepts, Optional.ofNullable(context.header("Accept-Language")).orElse(""), body, raw, stream(operation, context), requestId);
    }

    private static void query(Context context, Operation operation, Map<String, String> query, List<Fault> faults) {
        context.queryParamMap().forEach((name, values) -> {
            query.put(name, values.get(0));
            if (values.size() > 1) {
                faults.add(new Fault("query/" + name, "this may be given once"));
            }
            if (operation.parameters().stream().noneMatch(known -> known.in().equals("query") && known.name().equals(name))) {
                faults.add(new Fault("query/" + name, "the contract has no such parameter"));
            }
        });
    }

    private static void check(Contract.Parameter parameter, String value, List<Fault> faults) {
        var at = parameter.in() + "/" + parameter.name();
        if (value == null) {
            if (parameter.required()) {
                faults.add(new Fault(at, "this is required"));
            }
            return;
        }
        var nodes = Json.object();
        if (parameter.type().equals("integer")) {
            if (!value.matches("-?[0-9]{1,18}")) {
                faults.add(new Fault(at, "this must be a whole number"));
                return;
            }
            nodes.put("value", Long.parseLong(value));
        } else {
            nodes.put("value", value);
        }
        faults.addAll(parameter.schema().faults(nodes.get("value"), at));
    }

    private JsonNode body(Operation operation, Context context, byte[] raw, List<Fault> faults) {
        if (operation.bodies().isEmpty()) {
            if (raw.length > 0) {
                faults.add(new Fault("", "this operation takes no body"));
            }
            return Call.NO_BODY;
        }
        if (raw.length == 0 && !operation.bodyRequired() && context.header("Content-Type") == null) {
            return Call.NO_BODY;
        }
        // The raw field: Jetty would look the charset up, and fail on one it does not know.
        var type = context.header("Content-Type");
        var name = operation.bodies().containsKey(type) ? type : mediaType(type);
        var form = operation.bodies().get(name);
        if (form == null) {
            if (operation.method().equals("PATCH")) {
                context.res().setHeader("Accept-Patch", String.join(", ", operation.bodies().keySet()));
            }
            throw Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE, "Send " + String.join(" or ", operation.bodies().keySet()) + " in UTF-8.");
        }
        if (name.equals(Reply.NDJSON)) {
            return Call.NO_BODY;
        }
        return bodies.read(form, raw, operation.method().equals("PATCH"), faults);
    }

    /** Its name alone; nothing when it is not in UTF-8. */
    private static String mediaType(String type) {
        var lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return lower.contains("charset=") && !lower.matches(".*charset=\"?utf-8\"?.*") ? "" : lower.split(";", 2)[0].strip();
    }

    private static InputStream stream(Operation operation, Context context) {
        try {
            return operation.bodies().containsKey(Reply.NDJSON) ? context.req().getInputStream() : InputStream.nullInputStream();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
