package dev.heed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.access.Access;
import dev.heed.access.Role;
import dev.heed.brand.Brand;
import dev.heed.brand.Brands;
import dev.heed.consent.Consents;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.decision.Decisions;
import dev.heed.evidence.Evidence;
import dev.heed.export.Exports;
import dev.heed.feedback.Feedback;
import dev.heed.http.Server;
import dev.heed.ledger.KeyFolder;
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
import dev.heed.webhook.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program as a value: every room built once. The command line starts it, and so do the tests. */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    private final Config config;
    private final Clock clock;
    private final Ids ids = new Ids();
    private final Metrics metrics = new Metrics();
    private final Database database;
    private final Brands brands;
    private final Ledger ledger;
    private final Access access;
    private final PreferenceCenter preferences;
    private final Consents consents;
    private final Decisions decisions;
    private final Feedback feedback;
    private final Exports exports;
    private final Erasure erasure;
    private final Tally tally;
    private final AccessExport accessExport;
    private final Portability portability;
    private final RightsRequests rightsRequests;
    private final Evidence evidence;
    private final Outbox outbox = new Outbox();
    private final byte[] cursorSecret;
    private volatile boolean serving;
    private Server server;
    private Jobs jobs;

    /**
     * Opens the database and builds the rooms; serves nothing yet.
     *
     * @throws IllegalArgumentException with a sentence for the operator when a setting, a file or the database is wrong
     */
    public App(Config config, Clock clock) {
        this.config = config;
        this.clock = clock;
        var secrets = new Access.Secrets(SecretFile.readOrMake(config.data().resolve("token.secret"), ids), SecretFile.readOrMake(config.data().resolve("link.secret"), ids));
        this.cursorSecret = SecretFile.readOrMake(config.data().resolve("cursor.secret"), ids);
        this.database = Database.open(config.database(), config.writeQueue());
        this.brands = new Brands(clock);
        var customers = new Customers(SecretFile.readOrMake(config.data().resolve("erasure.secret"), ids));
        this.ledger = new Ledger(new KeyFolder(config.data().resolve("keys"), config.serverName()), ids);
        this.access = new Access(database, brands, secrets, config.serverName(), ids, clock);
        this.consents = new Consents(ledger, customers, ids);
        this.preferences = new PreferenceCenter(database, brands, customers, ledger, consents, outbox, clock, config.cacheBytes());
        this.decisions = new Decisions(database, preferences, customers, ledger, ids, clock, Duration.ofMinutes(config.reservationMinutes()), config.cacheBytes() / 8);
        this.exports = new Exports(database, customers, ids, clock);
        this.tally = new Tally(database, brands, consents, decisions, ledger, clock);
        this.evidence = new Evidence(database, brands, consents, ledger, exports, clock);
        this.feedback = new Feedback(preferences, decisions, customers, ids, clock);
        this.rightsRequests = new RightsRequests(brands, customers, ids, clock);
        this.erasure = new Erasure(new Erasure.Rooms(database, brands, customers, consents, preferences, decisions, feedback, exports, rightsRequests, outbox), clock);
        this.portability = new Portability(preferences, ledger);
        this.accessExport = new AccessExport(database, customers, ledger, preferences, consents, decisions, feedback, exports, rightsRequests);
    }

    /**
     * Checks that tree, records and preferences agree, and serves.
     *
     * @throws IllegalStateException with a sentence for the operator when they do not, or another server is there: better no answer than a wrong one
     */
    public App serve() {
        database.keepToItself();
        check(config.startupCheckEntries()).ifPresent(disagreement -> {
            throw new IllegalStateException(disagreement + "; nothing is served. `heed doctor` tells more; restore a backup, or ask for help");
        });
        preferences.settle();
        var rights = new Server.Rights(accessExport, portability, rightsRequests, erasure);
        var doors = new Server.Doors(database, brands, access, preferences, decisions, feedback, consents, ledger, exports, evidence, rights, tally);
        var options = new Server.Options(config.host(), config.port(), this::publicUrl, config.limits(), cursorSecret);
        server = Server.start(doors, options, metrics, ids, clock, this::ready);
        jobs = new Jobs(database, preferences, outbox, decisions, feedback, erasure, tally, server, clock, config);
        metrics.gauge("heed_writes_waiting", "Writes that wait for the disk", database::writesWaiting);
        metrics.gauge("heed_rights_overdue", "Requests of customers that should have been answered", () -> database.read(rightsRequests::overdue));
        serving = true;
        jobs.soon("measuring the machine", metrics::showMachine);
        jobs.soon("setting up JDBI", database::setUpJdbi);
        return this;
    }

    private boolean ready() {
        try {
            return serving && database.read(tx -> brands.all(tx).stream().allMatch(brand -> ledger.size(tx, Consents.log(brand)) >= 0));
        } catch (RuntimeException unreachable) {
            return false;
        }
    }

    /**
     * Compares each ledger with itself and with the preferences that rest on it.
     *
     * @param mostEntries how many of the newest entries at most
     * @return what disagrees first, in words for the operator
     */
    public Optional<String> check(int mostEntries) {
        var found = database.read(tx -> brands.all(tx).stream().flatMap(brand -> disagreement(tx, brand, mostEntries).stream()).findFirst());
        if (found.isEmpty()) {
            database.write(tx -> {
                brands.all(tx).stream().map(Consents::log).filter(log -> ledger.checked(tx, log) >= ledger.size(tx, log) - mostEntries)
                    .forEach(log -> ledger.setChecked(tx, log, ledger.size(tx, log)));
                return null;
            });
        }
        return found;
    }

    private Optional<String> disagreement(Tx tx, Brand brand, int mostEntries) {
        var log = Consents.log(brand);
        ledger.verifierKey(log);
        long size = ledger.size(tx, log);
        long from = Math.max(0, size - mostEntries);
        if (ledger.checked(tx, log) < from) {
            LOG.warn("entries {} to {} of {} were never compared; `heed doctor` does it", ledger.checked(tx, log), from - 1, brand.id());
        }
        return ledger.disagreement(tx, log, from).or(() -> consents.disagreement(tx, brand, from)).or(() -> preferences.disagreement(tx, brand, from));
    }

    /**
     * Creates a brand with its first catalog, its ledger and its signing key.
     *
     * @throws Problem contract_violation or catalog_violation with every fault; conflict when there is such a brand
     */
    public Brand createBrand(String id, ObjectNode catalog) {
        if (!id.matches("[a-z][a-z0-9_]{0,62}")) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "--id", "a brand's id has lower-case letters, digits and underscores, and begins with a letter");
        }
        Server.refuseUnlessCatalog(catalog);
        return database.write(tx -> {
            var brand = brands.create(tx, id, catalog);
            ledger.create(tx, Consents.log(brand));
            return brand;
        });
    }

    /** A brand by its id. */
    public Optional<Brand> brand(String id) {
        return database.read(tx -> brands.find(tx, id));
    }

    /** All brands. */
    public List<Brand> allBrands() {
        return database.read(brands::all);
    }

    /** Makes an API key; returns the key itself, which is stored nowhere. */
    public String createKey(Brand brand, Role role, String label) {
        return database.write(tx -> access.createKey(tx, brand, role, label, Optional.empty())).secret();
    }

    /** A link with which a customer lowers contact, for half a year. */
    public String preferenceCenterUrl(Brand brand, String customer) {
        return publicUrl() + "/center/" + access.mintLink(new CustomerId(brand, customer), Period.ofDays(180), Optional.empty()).token();
    }

    /** How many entries a brand's ledger has. */
    public long ledgerSize(Brand brand) {
        return database.read(tx -> ledger.size(tx, Consents.log(brand)));
    }

    /** The key that checks a brand's checkpoints. */
    public String verifierKey(Brand brand) {
        return ledger.verifierKey(Consents.log(brand));
    }

    /** The database, for whoever works through the doors without HTTP. */
    public Database database() {
        return database;
    }

    /** The preference center's door. */
    public PreferenceCenter preferences() {
        return preferences;
    }

    /** Today at 00:00 UTC, by the clock that it goes by. */
    public Instant today() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS);
    }

    /** Where customers reach it, without a slash at the end. */
    public String publicUrl() {
        return config.publicUrl().orElseGet(() -> "http://" + (config.host().equals("0.0.0.0") ? "127.0.0.1" : config.host()) + ":" + port());
    }

    /** The port it serves on. */
    public int port() {
        return server.port();
    }

    /** Lets what is in flight finish, and stops. What was answered is on disk. */
    @Override
    public void close() {
        serving = false;
        if (jobs != null) {
            jobs.close();
        }
        if (server != null) {
            server.close();
        }
        try {
            preferences.writeBehind();
        } catch (RuntimeException failure) {
            LOG.warn("the last preferences could not be written into their rows; the log has them, and the next start writes them", failure);
        }
        database.close();
    }
}
