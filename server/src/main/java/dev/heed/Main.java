package dev.heed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.access.Role;
import dev.heed.brand.CatalogCheck;
import dev.heed.http.Server;
import dev.heed.problem.Problem;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or setting; `verify` and `brand check` have their own. */
@Command(name = "heed", description = "A headless preference center: the customer has the say, the brand heeds it.",
    mixinStandardHelpOptions = true, versionProvider = Main.Version.class, synopsisSubcommandLabel = "COMMAND",
    subcommands = {Main.Serve.class, DemoCommand.class, Main.Migrate.class, Main.Doctor.class, Main.BrandCommand.class, Main.KeyCommand.class, SimulateCommand.class,
        VerifyCommand.class},
    footer = {"", "Settings come from environment variables; docs/operating.md lists them."})
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command; returns its exit code. */
    static int run(String... arguments) {
        // Where there is nothing to read: picocli takes a good part of a start to set up.
        return switch (String.join(" ", arguments)) {
            case "serve" -> run(new Serve());
            case "demo" -> run(new DemoCommand());
            default -> new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, read) -> explain(failure, command.getErr())).execute(arguments);
        };
    }

    private static int run(Callable<Integer> command) {
        try {
            return command.call();
        } catch (Exception failure) {
            return explain(failure, new PrintWriter(System.err, true));
        }
    }

    /** A mistake gets a sentence; a bug gets its stack. */
    private static int explain(Exception failure, PrintWriter out) {
        if (failure instanceof Problem problem) {
            out.println("heed: " + problem.detail());
            problem.faults().forEach(fault -> out.println("  " + fault.pointer() + ": " + fault.detail() + CheckCommand.named(fault)));
            return FAILED;
        }
        if (failure instanceof IllegalArgumentException wrong) {
            out.println("heed: " + wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof IllegalStateException || hasBindException(failure)) {
            out.println("heed: " + failure.getMessage());
            return FAILED;
        }
        failure.printStackTrace(out);
        return FAILED;
    }

    private static boolean hasBindException(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.net.BindException) {
                return true;
            }
        }
        return false;
    }

    static App open() {
        return new App(Config.of(System.getenv()), Clock.systemUTC());
    }

    /** Serves until the process is told to end, and then lets what is in flight finish. */
    static void serveUntilStopped(App app) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            app.close();
            stopped.countDown();
        }, "heed-stop"));
        stopped.await();
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"heed " + (version == null ? "(not packaged)" : version)};
        }
    }

    @Command(name = "serve", description = "Serve the API.", mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            Server.prepare();
            var app = open().serve();
            System.err.println("heed serves http://" + Config.of(System.getenv()).host() + ":" + app.port());
            serveUntilStopped(app);
            return 0;
        }
    }

    @Command(name = "migrate", description = "Bring the database's schema up to date, and stop.", mixinStandardHelpOptions = true)
    static final class Migrate implements Callable<Integer> {
        @Override
        public Integer call() {
            open().close();
            System.out.println("The schema is up to date.");
            return 0;
        }
    }

    @Command(name = "doctor", description = "Compare every entry of every ledger with its tree, and the preferences with the records.", mixinStandardHelpOptions = true)
    static final class Doctor implements Callable<Integer> {
        @Override
        public Integer call() {
            try (var app = open()) {
                var found = app.check(Integer.MAX_VALUE);
                app.allBrands().forEach(brand -> System.out.printf(Locale.ROOT, "%s: %,d entries, %s%n", brand.id(), app.ledgerSize(brand), app.verifierKey(brand)));
                System.out.println(found.map(disagreement -> "WRONG: " + disagreement).orElse("Tree, records and preferences agree."));
                return found.isPresent() ? FAILED : 0;
            }
        }
    }

    @Command(name = "brand", description = "Brands.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {BrandCreate.class, CheckCommand.class})
    static final class BrandCommand {}

    @Command(name = "create", description = "Create a brand with its catalog, its ledger and its signing key.", mixinStandardHelpOptions = true)
    static final class BrandCreate implements Callable<Integer> {
        @Option(names = "--id", required = true, description = "Lower-case letters, digits, underscores. Part of the ledger's origin; it cannot change.")
        private String id;

        @Option(names = "--catalog", required = true, paramLabel = "FILE", description = "The catalog as JSON; examples/outdoor-shop/catalog.json is one.")
        private Path catalog;

        @Override
        public Integer call() throws IOException {
            var document = readCatalog(catalog);
            try (var app = open()) {
                var brand = app.createBrand(id, document);
                CheckCommand.print("warning", CatalogCheck.of(document).warnings(), System.err);
                System.out.println("Created " + brand.id() + ". Its verifier key, to be kept by whoever checks: " + app.verifierKey(brand));
                System.out.println("Next: heed key create --brand " + brand.id() + " --role admin");
            }
            return 0;
        }
    }

    static ObjectNode readCatalog(Path file) throws IOException {
        try {
            if (Json.read(Files.readAllBytes(file)) instanceof ObjectNode document) {
                return document;
            }
            throw new IllegalArgumentException("--catalog must be a JSON object: " + file);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("there is no file " + file);
        }
    }

    @Command(name = "key", description = "API keys.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = KeyCreate.class)
    static final class KeyCommand {}

    @Command(name = "create", description = "Create an API key and print it, alone, on standard output. It is not shown again.", mixinStandardHelpOptions = true)
    static final class KeyCreate implements Callable<Integer> {
        @Option(names = "--brand", required = true, description = "The brand's id.")
        private String brand;

        @Option(names = "--role", required = true, description = "One of: admin, app, sender, compliance.")
        private String role;

        @Option(names = "--label", description = "What it is for.", defaultValue = "made on the command line")
        private String label;

        @Override
        public Integer call() {
            Role known;
            try {
                known = Role.of(role);
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("there is no role " + role + "; there are admin, app, sender, compliance");
            }
            try (var app = open()) {
                var found = app.brand(brand).orElseThrow(() -> new IllegalArgumentException("there is no brand " + brand));
                System.out.println(app.createKey(found, known, label));
            }
            return 0;
        }
    }
}
