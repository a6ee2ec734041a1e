package dev.heed.http;

import dev.heed.problem.Kind;
import dev.heed.store.Ids;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty refuses, before or beside Javalin, as a problem (RFC 9457). */
final class Refusal {
    private static final Map<Integer, String> DETAILS = Map.of(
        404, "Nothing is here; the paths are listed in /openapi.yaml.",
        408, "The request did not arrive in time; send it again, faster.",
        414, "Shorten the URI: it holds at most 4 KiB.",
        431, "Send fewer or shorter header fields: together they hold at most 8 KiB.");
    private static final String NOT_HTTP = "The request is not well-formed HTTP as this server takes it.";

    private Refusal() {}

    static boolean answer(Request request, Response response, Callback callback, Ids ids) {
        var cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        if (cause instanceof HttpException refused) {
            response.setStatus(refused.getCode());
        }
        int status = response.getStatus();
        var fields = response.getHeaders();
        var instance = RequestId.next(ids);
        fields.put(RequestId.FIELD, instance);
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        fields.put("X-Content-Type-Options", "nosniff");
        if (status == 503) {
            fields.put(HttpHeader.RETRY_AFTER, "1");
        }
        if (HttpStatus.hasNoBody(status)) {
            callback.succeeded();
            return true;
        }
        var body = body(status, cause instanceof HttpException refused && status < 500 ? reason(refused) : "", instance);
        fields.put(HttpHeader.CONTENT_TYPE, Problems.TYPE);
        fields.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, "HEAD".equals(request.getMethod()) ? null : ByteBuffer.wrap(body), callback);
        return true;
    }

    /** @param reason what more there is to say, in plain words; may be empty */
    static byte[] body(int status, String reason, String instance) {
        var kind = Problems.kind(status);
        var detail = DETAILS.getOrDefault(status, kind == Kind.CONTRACT_VIOLATION ? NOT_HTTP : kind.advice());
        return Problems.body(kind, status, detail + reason, List.of(), instance);
    }

    /** Jetty's reason when it is plain words: a class name or a piece of the request must not come back. */
    private static String reason(HttpException refused) {
        var reason = refused.getReason();
        boolean plain = reason != null && reason.matches("[A-Za-z0-9 -]{1,80}") && !reason.matches(".*[a-z][A-Z].*")
            && !reason.equals(HttpStatus.getMessage(refused.getCode()));
        return plain ? " (" + reason + ")" : "";
    }
}
