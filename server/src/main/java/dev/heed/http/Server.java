package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.access.Access;
import dev.heed.access.Caller;
import dev.heed.access.RateLimiter;
import dev.heed.access.RateLimiter.Limit;
import dev.heed.brand.Brands;
import dev.heed.consent.Consents;
import dev.heed.decision.Decisions;
import dev.heed.evidence.Evidence;
import dev.heed.export.Exports;
import dev.heed.feedback.Feedback;
import dev.heed.ledger.Ledger;
import dev.heed.metrics.Metrics;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.rights.AccessExport;
import dev.heed.rights.Erasure;
import dev.heed.rights.Portability;
import dev.heed.rights.RightsRequests;
import dev.heed.store.Database;
import dev.heed.store.Ids;
import dev.heed.store.Tx;
import dev.heed.tally.Tally;
import io.javalin.Javalin;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The API on a port: everything behind it, and the way in. */
public final class Server implements AutoCloseable {
    private final Javalin javalin;
    private final Idempotency idempotency;

    /** The doors that the API opens. */
    public record Doors(Database database, Brands brands, Access access, PreferenceCenter preferences, Decisions decisions, Feedback feedback,
                        Consents consents, Ledger ledger, Exports exports, Evidence evidence, Rights rights, Tally tally) {}

    /** The doors to a customer's rights. */
    public record Rights(AccessExport access, Portability portability, RightsRequests requests, Erasure erasure) {}

    /**
     * How the API is served.
     *
     * @param port 0 for any that is free
     * @param publicUrl where customers reach this server, without a slash at the end; asked when it serves
     * @param cursorSecret seals the cursors of lists
     */
    public record Options(String host, int port, Supplier<String> publicUrl, Limits limits, byte[] cursorSecret) {}

    /** How often each kind of credential may call. */
    public record Limits(Limit keyReads, Limit keyWrites, Limit customerReads, Limit customerWrites, Limit linkReads, Limit linkWrites) {
        Limit of(Caller caller, boolean writes) {
            return caller.isLink() ? writes ? linkWrites : linkReads : caller.customer().isPresent() ? writes ? customerWrites : customerReads : writes ? keyWrites : keyReads;
        }
    }

    private Server(Javalin javalin, Idempotency idempotency) {
        this.javalin = javalin;
        this.idempotency = idempotency;
    }

    /** Reads the contract meanwhile, for whoever is about to serve and has other things to do first. */
    public static void prepare() {
        var reading = new Thread(Contract::load, "heed-contract");
        reading.setDaemon(true);
        reading.start();
    }

    /**
     * Starts to serve.
     *
     * @param ready whether the server can do its work now
     * @throws RuntimeException when the port is taken
     */
    public static Server start(Doors doors, Options options, Metrics metrics, Ids ids, Clock clock, BooleanSupplier ready) {
        var contract = Contract.load();
        var pages = new Pages(options.cursorSecret);
        var idempotency = new Idempotency(doors.database, ids, clock);
        var origins = new Origins(doors.database, doors.brands);
        var limiter = new RateLimiter();
        var center = new Center(doors, limiter, options.limits);
        var front = new Front(Front.Limits.DEFAULT, ids, doors.access::remembers);
        var gate = new Gate(contract, doors.access, limiter, options.limits, origins, metrics, ids, front.threads(), new Answers(front.threads()));
        var routes = Routes.of(new CatalogApi(doors.database, doors.brands, pages),
            new PreferencesApi(doors.database, doors.preferences, doors.consents, doors.decisions, pages),
            new DecisionApi(contract.operation("decisions_make").bodies().get(Reply.JSON), doors.database, doors.decisions, doors.preferences, doors.brands, pages, idempotency),
            new FeedbackApi(doors.database, doors.feedback, pages), new AccessApi(doors.database, doors.access, pages),
            new LinksApi(doors.access, doors.brands, options.publicUrl),
            new ConsentLogApi(doors.database, doors.brands, doors.consents, doors.ledger, doors.exports, pages),
            new EvidenceApi(doors.evidence, doors.exports), new ExportsApi(doors.database, doors.exports, pages), new RightsApi(doors.database, doors.rights, doors.exports, pages),
            new SummaryApi(doors.tally), new LedgerApi(doors.database, doors.ledger),
            new OperationsApi(contract, metrics, ready), idempotency);
        var javalin = Javalin.create(config -> {
            config.jetty.host = options.host;
            config.jetty.port = options.port;
            front.guard(config);
            // A tile's path holds slashes.
            routes.forEach(route -> front.route(config.routes, route.method(), route.path().replace("{tile}", "<tile>"), gate.at(route)));
            new Explorer(ids).routes(front, config.routes);
            new Dashboard(ids).routes(front, config.routes);
            new CenterPages(center, ids).routes(front, config.routes);
            new WebSdk(ids).routes(front, config.routes);
            front.options(config.routes, origins);
        });
        refuseDrift(contract, routes);
        return new Server(javalin.start(), idempotency);
    }

    /** The contract is the API and the API is the contract: neither may have an operation that the other lacks. */
    private static void refuseDrift(Contract contract, List<Route> routes) {
        var served = routes.stream().map(route -> route.operation() + " " + route.method() + " " + route.path()).sorted().toList();
        var promised = contract.operations().values().stream().map(operation -> operation.id() + " " + operation.method() + " " + operation.path()).sorted().toList();
        if (!served.equals(promised)) {
            throw new IllegalStateException("routes and openapi.yaml differ: " + served + " against " + promised);
        }
    }

    /**
     * Refuses a catalog that the contract would refuse.
     *
     * @throws Problem contract_violation with every fault
     */
    public static void refuseUnlessCatalog(ObjectNode catalog) {
        var schema = Contract.load().operation("catalog_publish").bodies().get(Reply.JSON);
        var faults = schema.faults(catalog, "");
        if (!faults.isEmpty()) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, faults);
        }
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Forgets answers kept for idempotency keys that are too old, at most so many at once; returns how many. */
    public int forgetAnswers(Tx tx, int atMost) {
        return idempotency.forget(tx, atMost);
    }

    /** Refuses what is new, lets what is in flight finish, at most 10 seconds, and stops. */
    @Override
    public void close() {
        javalin.stop();
    }
}
