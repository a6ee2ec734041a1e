package dev.heed.http;

import dev.heed.store.Ids;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.servlet.DefaultTasks;
import io.javalin.http.servlet.JavalinServlet;
import io.javalin.http.servlet.ServletEntry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kotlin.LazyKt;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes Javalin and its Jetty strict, patient for a while only, and unable to answer an error with anything but a problem. */
final class Front {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final byte[] NOTHING = {};

    /**
     * What the front door will bear.
     *
     * @param bodiesBytes all bodies together that are held while they arrive or are worked on
     * @param streams requests at once whose body is read while it arrives; each may hold a thread
     * @param idleSeconds from one answer to the end of the next header, however it drips
     * @param bodySeconds from the end of the header to the end of the body, however it drips
     */
    record Limits(int bodyBytes, long bodiesBytes, int headerBytes, int uriBytes, int connections, int threads, int streams,
                  int streamBytesPerSecond, int idleSeconds, int bodySeconds, int stopSeconds) {
        static final Limits DEFAULT = new Limits(256 << 10, 64L << 20, 8 << 10, 4 << 10, 2_000, 64, 16, 256, 29, 20, 10);
    }

    private final Limits limits;
    private final Ids ids;
    private final Threads threads;
    private final Predicate<String> remembered;
    private final Map<String, StringBuilder> methods = new LinkedHashMap<>();

    /** @param remembered whether the caller with a credential is known without being looked up */
    Front(Limits limits, Ids ids, Predicate<String> remembered) {
        this.limits = limits;
        this.ids = ids;
        this.threads = new Threads(limits.threads());
        this.remembered = remembered;
    }

    /** Call first in the configuration of Javalin. */
    void guard(JavalinConfig config) {
        var deadlines = new Deadlines(limits.idleSeconds());
        var intake = new Intake(limits, deadlines, threads, remembered);
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;

        config.http.maxRequestSize = limits.bodyBytes();
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.defaultContentType = "application/json";
        config.http.prefer405over404 = true;
        config.http.responseBufferSize = 8 << 10;      // Javalin allocates one anew for every answer written by result(…)
        config.router.ignoreTrailingSlashes = false;
        config.requestLifeCycle(DefaultTasks.INSTANCE.getHTTP(), DefaultTasks.INSTANCE.getERROR());
        // No WebSockets: their servlet would answer any request that claims to be one.
        config.unsafe.servlet = LazyKt.lazyOf(new ServletEntry(null, new JavalinServlet(config.unsafe)));

        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(this::strict);
        config.jetty.addConnector((server, http) -> {
            var connector = new ServerConnector(server, new HttpConnectionFactory(http));
            connector.setHost(config.jetty.host);
            connector.setPort(config.jetty.port);
            connector.setIdleTimeout(limits.idleSeconds() * 1_000L);
            connector.setAcceptQueueSize(1_024);
            connector.addBean(deadlines);
            return connector;
        });
        config.jetty.modifyServer(server -> {
            server.setHandler(intake);                 // in place of Javalin's statistics, which nobody reads
            intake.setHandler(new GracefulHandler());  // inside the intake: a body still dripping in must not delay the stop
            server.addBean(new NetworkConnectionLimit(limits.connections(), server));
            server.setErrorHandler((request, response, callback) -> Refusal.answer(request, response, callback, ids));
            server.setStopTimeout(limits.stopSeconds() * 1_000L);
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler((request, response, callback) -> Refusal.answer(request, response, callback, ids));
            context.setSessionHandler(new NoSessions());
        });

        config.routes.exception(HttpResponseException.class, this::refuse);
        config.routes.exception(Exception.class, (bug, context) -> {
            if (bug instanceof HttpException refused) {    // the caller's stream broke off, dripped or was not HTTP
                problem(context, refused.getCode());
                return;
            }
            LOG.error("A bug in {} {}", context.req().getMethod(), context.endpoint().path, bug);
            problem(context, 500);
        });
        config.router.javaLangErrorHandler((response, error) -> {
            LOG.error("A fatal error", error);
            try {
                var instance = RequestId.next(ids);
                response.setHeader(RequestId.FIELD, instance);
                write(response, 500, Problems.TYPE, Refusal.body(500, "", instance));
            } catch (IOException gone) {
                LOG.debug("The caller left", gone);
            }
        });
    }

    /** There are no sessions: nobody looks for one in cookies and paths, nor waits for the end of an answer to keep it. */
    private static final class NoSessions extends SessionHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            return getHandler().handle(request, response, callback);
        }
    }

    private void strict(HttpConfiguration http) {
        http.setHeaderCacheSize(0);                      // Jetty would take a credential for one that differs in case, sent before on the connection
        http.setHttpCompliance(HttpCompliance.STRICT);   // RFC9110 mode would still take bare line feeds
        http.setUriCompliance(UriCompliance.RFC3986);    // refuses %2F, %25, %5C, // and dot segments in disguise
        http.setRequestHeaderSize(limits.headerBytes());
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setIdleTimeout(limits.idleSeconds() * 1_000L);
        http.setMinRequestDataRate(limits.streamBytesPerSecond());
        http.setMinResponseDataRate(limits.streamBytesPerSecond());
    }

    /** Registers a handler; a GET answers HEAD too, by the same handler, because Javalin would invent a bare 200. */
    void route(RoutesConfig routes, HandlerType method, String path, Handler handler) {
        routes.addHttpHandler(method, path, handler);
        allow(path, method);
        if (method == HandlerType.GET) {
            routes.addHttpHandler(HandlerType.HEAD, path, handler);
            allow(path, HandlerType.HEAD);
        }
    }

    /** Call last: every path then answers OPTIONS, a page's preflight among them, and a 405 names exactly what the path allows. */
    void options(RoutesConfig routes, Origins origins) {
        methods.forEach((path, allowed) -> routes.addHttpHandler(HandlerType.OPTIONS, path, context -> {
            origins.preflight(context);
            context.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff").header(RequestId.FIELD, RequestId.next(ids));
            context.status(204).header("Allow", allowed + ", OPTIONS").res().setContentType(null);
        }));
    }

    private void allow(String path, HandlerType method) {
        methods.merge(path, new StringBuilder(method.name()), (all, one) -> all.append(", ").append(one));
    }

    /** The whole body, read before the handler was called; empty when there was none or when it is a stream. */
    static byte[] body(Context context) {
        return context.req().getAttribute(Intake.BODY) instanceof byte[] bytes ? bytes : NOTHING;
    }

    /** Whether the thread that reads for all callers handles this request: its answer must be sent, not waited for. */
    static boolean isAtOnce(Context context) {
        return context.req().getAttribute(Intake.AT_ONCE) != null;
    }

    /** Writes an answer in one piece, past Javalin's stream, copy buffer and compression. */
    static void answer(Context context, int status, String type, byte[] body) throws IOException {
        write(context.res(), status, type, body);
    }

    private void problem(Context context, int status) {
        var instance = RequestId.next(ids);
        retype(context.res(), Problems.TYPE);
        context.status(status).header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff").header(RequestId.FIELD, instance)
            .result(Refusal.body(status, "", instance));
    }

    /** The threads that answer requests. */
    Executor threads() {
        return threads;
    }

    /** The same as {@link #answer}, without a thread that waits until the caller has taken it; done once that is so, or the caller left. */
    static CompletableFuture<Void> send(Context context, int status, String type, byte[] body) {
        var response = context.res();
        response.setStatus(status);
        retype(response, type);
        response.setContentLength(body.length);
        var sent = new CompletableFuture<Void>();
        ServletContextRequest.getServletContextRequest(context.req()).getHttpOutput()
            .sendContent(ByteBuffer.wrap(body), Callback.from(() -> sent.complete(null), gone -> sent.complete(null)));
        return sent;
    }

    /** Ends an answer that has begun so that the caller can tell that it is not whole. */
    static void breakOff(Context context, Throwable cause) {
        ServletContextRequest.getServletContextRequest(context.req()).getServletChannel().abort(cause);
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        retype(response, type);
        if (status == 304) {
            response.flushBuffer();    // else Jetty gives it a length of 0, a lie about the 200 that was spared (RFC 9110 section 8.6)
            return;
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Jetty appends the charset of the type before to the next one, unless it is taken away first. */
    private static void retype(HttpServletResponse response, String type) {
        if (!type.equals(response.getContentType())) {
            response.setContentType(null);
            if (!type.isEmpty()) {
                response.setContentType(type);
            }
        }
    }

    private void refuse(HttpResponseException refusal, Context context) {
        var allowed = Stream.of("availableMethods", "Available methods").map(refusal.getDetails()::get)
            .filter(Objects::nonNull).collect(Collectors.joining());
        if (!allowed.isEmpty()) {
            context.header("Allow", allowed);
        }
        problem(context, refusal.getStatus());
    }
}
