package dev.heed.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Lets a request in once it is whole, so that a slow caller holds no thread, and shows out who keeps it waiting.
 *
 * <p>Jetty's EagerContentHandler waits without a thread too, but forever; its idle timeout begins anew with every byte.
 */
final class Intake extends Handler.Wrapper {
    static final String BODY = "dev.heed.body";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    /** On the requests that are handled on the thread that read them: whoever answers them must not wait until the answer is taken. */
    static final String AT_ONCE = "dev.heed.at-once";
    private static final int QUICK_BYTES = 4 << 10;
    private static final Pattern QUICK = Pattern.compile("PATCH /v1/customers/[^/]+/preferences|POST /v1/decisions");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final Front.Limits limits;
    private final AtomicLong held = new AtomicLong();
    private final Semaphore streams;
    private final Deadlines deadlines;
    private final Executor threads;
    private final Predicate<String> remembered;

    /**
     * @param threads may wait for something
     * @param remembered whether the caller with this credential is known without being looked up
     */
    Intake(Front.Limits limits, Deadlines deadlines, Executor threads, Predicate<String> remembered) {
        this.limits = limits;
        this.deadlines = deadlines;
        this.threads = threads;
        this.remembered = remembered;
        this.streams = new Semaphore(limits.streams());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var caller = request.getConnectionMetaData().getConnection().getEndPoint();
        deadlines.met(caller);
        var done = new Done(callback, caller);
        int refused = refuses(request, response);
        if (refused != 0) {
            Response.writeError(request, response, done, refused);
            return true;
        }
        boolean hasBody = request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (!hasBody) {
            enter(request, response, done);
            return true;
        }
        if (isStream(request)) {
            if (!streams.tryAcquire()) {
                Response.writeError(request, response, done, 503);
                return true;
            }
            done.after = streams::release;
            enter(request, response, done);
            return true;
        }
        new Body(request, response, done, caller).run();
        return true;
    }

    /** Nothing here waits: Jetty calls it on the thread that reads for all callers. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void enter(Request request, Response response, Callback done) {
        if (isQuick(request)) {
            request.setAttribute(AT_ONCE, true);
            enterHere(request, response, done);
            return;
        }
        try {
            threads.execute(() -> enterHere(request, response, done));
        } catch (RejectedExecutionException stopping) {
            Response.writeError(request, response, done, 503);
        }
    }

    private void enterHere(Request request, Response response, Callback done) {
        try {
            if (!super.handle(request, response, done)) {
                Response.writeError(request, response, done, 404);
            }
        } catch (Throwable failure) {
            Response.writeError(request, response, done, failure);
        }
    }

    /**
     * Whether it is sure to wait for nothing before it is with its handler: a small change, or a small question with the key of one that changes something, by a
     * caller who is remembered and not from a page, whose origin would be looked up. Most such requests are then in the hands of the writer before another
     * thread would have woken up for them.
     */
    private boolean isQuick(Request request) {
        var fields = request.getHeaders();
        return request.getLength() > 0 && request.getLength() <= QUICK_BYTES && (request.getMethod().equals("PATCH") || fields.contains("Idempotency-Key"))
            && QUICK.matcher(request.getMethod() + " " + Request.getPathInContext(request)).matches() && !fields.contains(HttpHeader.ORIGIN)
            && Gate.credential(fields.get(HttpHeader.AUTHORIZATION)).filter(remembered).isPresent();
    }

    private int refuses(Request request, Response response) {
        // Javalin takes the names of its own filters (BEFORE, AFTER) for methods, and takes any method from this field.
        if (!METHODS.contains(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            return 405;
        }
        // Jetty passes over "identity": whoever before us does not would see another end of this request (RFC 9112 section 6.1).
        var coding = String.join(",", request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING));
        if (request.getHeaders().contains("X-HTTP-Method-Override") || !coding.isEmpty() && !coding.equalsIgnoreCase("chunked")) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            return 400;
        }
        if (request.getHttpURI().getPathQuery() == null) {
            return request.getMethod().equals("OPTIONS") ? 404 : 400;
        }
        if (request.getHttpURI().getPathQuery().length() > limits.uriBytes()) {
            return 414;
        }
        var query = request.getHttpURI().getQuery();
        if (query != null && BAD_ESCAPE.matcher(query).find()) {    // Jetty looks at the path only; Javalin fails on it
            return 400;
        }
        return request.getLength() > limits.bodyBytes() && !isStream(request) ? 413 : 0;
    }

    private static boolean isStream(Request request) {
        var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && (type.startsWith("application/x-ndjson") || type.startsWith("text/csv"));
    }

    /** A body on its way in. Its steps run one after the other, on whichever thread the bytes arrived. */
    private final class Body implements Invocable.Task {
        private final Request request;
        private final Response response;
        private final Done done;
        private final EndPoint caller;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private boolean waited;

        Body(Request request, Response response, Done done, EndPoint caller) {
            this.request = request;
            this.response = response;
            this.done = done;
            this.caller = caller;
            done.after = () -> held.addAndGet(-bytes.size());
        }

        @Override
        public void run() {
            while (true) {
                var chunk = request.read();
                if (chunk == null) {
                    if (!waited) {
                        waited = true;
                        deadlines.await(caller, limits.bodySeconds(), () -> request.fail(new HttpException.RuntimeException(408)));
                    }
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    boolean late = chunk.getFailure() instanceof TimeoutException;
                    refuse(late ? 408 : chunk.getFailure() instanceof HttpException bad ? bad.getCode() : 400);
                    return;
                }
                int more = chunk.remaining();
                if (more > 0) {
                    bytes.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
                }
                boolean last = chunk.isLast();
                chunk.release();
                if (held.addAndGet(more) > limits.bodiesBytes()) {
                    refuse(503);
                    return;
                }
                if (bytes.size() > limits.bodyBytes()) {
                    refuse(413);
                    return;
                }
                if (last) {
                    whole();
                    return;
                }
            }
        }

        private void whole() {
            deadlines.met(caller);
            var whole = new Whole(request, bytes.toByteArray());
            request.setAttribute(BODY, whole.body);
            enter(whole, response, done);
        }

        private void refuse(int status) {
            deadlines.met(caller);
            Response.writeError(request, response, done, status);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    /** A request whose body has come, for whoever reads it as a stream all the same. */
    private static final class Whole extends Request.Wrapper {
        private final byte[] body;
        private boolean read;

        Whole(Request request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public Content.Chunk read() {
            if (read) {
                return Content.Chunk.EOF;
            }
            read = true;
            return Content.Chunk.from(ByteBuffer.wrap(body), true);
        }

        @Override
        public void demand(Runnable demanded) {
            demanded.run();
        }
    }

    private final class Done extends Callback.Nested {
        private final EndPoint caller;
        private Runnable after = () -> { };

        Done(Callback callback, EndPoint caller) {
            super(callback);
            this.caller = caller;
        }

        // Before the answer is complete: afterwards the next request may already be here.
        @Override
        public void succeeded() {
            after.run();
            deadlines.awaitNext(caller);
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            after.run();
            deadlines.awaitNext(caller);
            super.failed(failure);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        deadlines.sweep(getServer().getScheduler());
    }
}
