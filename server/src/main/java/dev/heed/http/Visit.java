package dev.heed.http;

import dev.heed.metrics.Metrics.OperationTimer;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request on its way out: it is answered, or told why not, now or later. */
record Visit(Route route, Context context, String requestId, long start, OperationTimer timer) {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    /** What came later, or why nothing did. */
    Reply reply(Supplier<Reply> made, Throwable failure) {
        try {
            return failure == null ? made.get() : refusal(failure);
        } catch (RuntimeException refused) {
            return refusal(refused);
        }
    }

    Reply refusal(Throwable refused) {
        if (refused instanceof Problem problem) {
            return Problems.reply(problem, requestId);
        }
        LOG.error("{} failed, request {}, trace {}", route.operation(), requestId, RequestId.trace(context.header("traceparent"), requestId), refused);
        return Problems.reply(Problem.of(Kind.INTERNAL), requestId);
    }

    /** Answers before it returns. */
    void end(Reply reply) throws IOException {
        fields(reply);
        if (reply.streams()) {
            stream(reply);
        } else {
            Front.answer(context, reply.status(), reply.type(), body(reply));
        }
        over(reply);
    }

    /** Answers what is no stream; no thread waits for a caller who is slow to take it. */
    CompletableFuture<Void> send(Reply reply) {
        fields(reply);
        return Front.send(context, reply.status(), reply.type(), body(reply)).thenRun(() -> over(reply));
    }

    private void over(Reply reply) {
        timer.record(reply.status(), System.nanoTime() - start);
    }

    private void fields(Reply reply) {
        var response = context.res();
        if (!reply.fields().containsKey("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
        reply.fields().forEach((name, value) -> {
            if (name.equals("Vary")) {
                response.addHeader(name, value);    // beside Origin, where a page asked
            } else {
                response.setHeader(name, value);
            }
        });
    }

    private byte[] body(Reply reply) {
        if (!reply.fields().containsValue(Zip.VARIES) || !Zip.accepted(context.header(Zip.VARIES))) {
            return reply.body();
        }
        context.res().setHeader("ETag", Zip.tag(reply.fields().get("ETag")));
        if (reply.status() != 304) {
            context.res().setHeader("Content-Encoding", "gzip");
        }
        return Zip.of(reply.body());
    }

    private void stream(Reply reply) throws IOException {
        var response = context.res();
        response.setStatus(reply.status());
        response.setContentType(reply.type());
        if (context.req().getMethod().equals("HEAD")) {
            // What is sent before its end is known has no length, and HEAD must not make one up.
            response.flushBuffer();
            return;
        }
        try {
            reply.stream().writeTo(response.getOutputStream());
        } catch (RuntimeException bug) {
            LOG.error("a stream broke off, request {}", requestId, bug);
            Front.breakOff(context, bug);
        }
    }
}
