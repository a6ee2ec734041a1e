package dev.heed.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Lets a request in once it is whole, so that a slow caller holds no thread, and shows out who keeps it waiting.
 *
 * <p>Jetty's EagerContentHandler waits without a thread too, but forever; its idle timeout begins anew with every byte.
 */
final class Intake extends Handler.Wrapper implements Connection.Listener, Graceful {
    static final String BODY = "dev.heed.body";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final Front.Limits limits;
    private final AtomicLong held = new AtomicLong();
    private final Semaphore streams;
    private final Map<EndPoint, Wait> waits = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    private record Wait(long until, Runnable over) {}

    Intake(Front.Limits limits) {
        this.limits = limits;
        this.streams = new Semaphore(limits.streams());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var caller = request.getConnectionMetaData().getConnection().getEndPoint();
        waits.remove(caller);
        var done = new Done(callback, caller);
        int refused = refuses(request, response);
        if (refused != 0) {
            Response.writeError(request, response, done, refused);
            return true;
        }
        boolean hasBody = request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (!hasBody) {
            return enter(request, response, done);
        }
        if (isStream(request)) {
            if (!streams.tryAcquire()) {
                Response.writeError(request, response, done, 503);
                return true;
            }
            done.after = streams::release;
            return enter(request, response, done);
        }
        new Body(request, response, done, caller).run();
        return true;
    }

    private boolean enter(Request request, Response response, Callback done) throws Exception {
        if (!super.handle(request, response, done)) {
            Response.writeError(request, response, done, 404);
        }
        return true;
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
                        await(caller, limits.bodySeconds(), () -> request.fail(new HttpException.RuntimeException(408)));
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
            waits.remove(caller);
            var whole = new Whole(request, bytes.toByteArray());
            request.setAttribute(BODY, whole.body);
            if (waited) {
                request.getContext().execute(() -> enter(whole));
            } else {
                enter(whole);
            }
        }

        private void enter(Request whole) {
            try {
                Intake.this.enter(whole, response, done);
            } catch (Throwable failure) {
                Response.writeError(whole, response, done, failure);
            }
        }

        private void refuse(int status) {
            waits.remove(caller);
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
            await(caller, limits.idleSeconds(), caller::close);
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            after.run();
            await(caller, limits.idleSeconds(), caller::close);
            super.failed(failure);
        }
    }

    private void await(EndPoint caller, int seconds, Runnable over) {
        waits.put(caller, new Wait(System.nanoTime() + TimeUnit.SECONDS.toNanos(stopping ? 1 : seconds), over));
        if (!caller.isOpen()) {
            waits.remove(caller);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        waits.forEach((caller, wait) -> {
            if (now - wait.until() > 0 && waits.remove(caller, wait)) {
                wait.over().run();
            }
        });
        if (isRunning()) {
            getServer().getScheduler().schedule(this::sweep, 500, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onOpened(Connection connection) {
        await(connection.getEndPoint(), limits.idleSeconds(), connection.getEndPoint()::close);
    }

    @Override
    public void onClosed(Connection connection) {
        waits.remove(connection.getEndPoint());
    }

    @Override
    protected void doStart() throws Exception {
        stopping = false;
        super.doStart();
        getServer().getScheduler().schedule(this::sweep, 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        stopping = true;
        long soon = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        waits.replaceAll((caller, wait) -> new Wait(Math.min(wait.until(), soon), wait.over()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isShutdown() {
        return stopping;
    }
}
