package dev.heed;

import dev.heed.brand.Brand;
import dev.heed.decision.Season;
import dev.heed.preferences.Preferences;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a brand what its customers' choices would do to a season of campaigns. Sends nothing and writes nothing but the report. */
@Command(name = "simulate", mixinStandardHelpOptions = true,
    description = "Play a season of campaigns against a brand's customers, as things are, and print what would be sent, held back and why. Nothing is sent or stored. "
        + "The same options give the same output as long as the brand's data stay the same.")
final class SimulateCommand implements Callable<Integer> {
    private static final int LEAST_DAYS = 7;
    private static final int MOST_DAYS = 366;

    @Option(names = "--brand", required = true, paramLabel = "ID", description = "The brand's id.")
    private String brand;

    @Option(names = "--days", paramLabel = "N", defaultValue = "90", description = "How long the season is, 7 to 366 days. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Decides when campaigns are due, and what imagined customers choose. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day, such as 2026-06-01, in UTC. Default: today.")
    private String from;

    @Option(names = "--imagine", paramLabel = "N", description = "Play against so many imagined customers, who choose from the catalog, instead of the brand's own.")
    private Integer imagine;

    @Option(names = "--report", paramLabel = "FILE.html", description = "Write a page with plots, too. It needs nothing but itself.")
    private Path report;

    @Override
    public Integer call() {
        refuseWrong();
        try (var app = Main.open()) {
            play(app, System.out);
            return 0;
        }
    }

    /** Before the database is opened, so that a slip on the command line is told at once. */
    private void refuseWrong() {
        refuse(days < LEAST_DAYS || days > MOST_DAYS, "--days must be " + LEAST_DAYS + " to " + MOST_DAYS + "; it is " + days);
        refuse(imagine != null && imagine < 1, "--imagine must be 1 or more; it is " + imagine);
        refuse(report != null && (Files.isDirectory(report) || !Files.isDirectory(report.toAbsolutePath().getParent())), "--report must be a file in a folder that exists; it is " + report);
        if (from != null) {
            day(from);
        }
    }

    private static void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static Instant day(String text) {
        try {
            var day = LocalDate.parse(text);
            refuse(day.getYear() < 1970 || day.getYear() > 9000, "--from must lie in the years 1970 to 9000; it is " + text);
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException nonsense) {
            throw new IllegalArgumentException("--from must be a date such as 2026-06-01; it is '" + text + "'", nonsense);
        }
    }

    /** Plays, prints and writes the report, if one was asked for. */
    void play(App app, PrintStream out) {
        var found = app.brand(brand).orElseThrow(() -> new IllegalArgumentException("there is no brand " + brand));
        var first = from == null ? app.today() : day(from);
        var season = Season.of(app.preferences().catalog(found), first, days, seed);
        var outcome = season.play(imagine == null ? customers(app, found, first, season.mostCustomers()) : imagined(season, found), (customer, played) -> { });
        var tables = SeasonTables.of(found.id(), outcome, imagine != null, seed);
        if (report != null) {
            write(SeasonReport.of(tables, outcome));
        }
        out.writeBytes(tables.text().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void write(String page) {
        try {
            Files.writeString(report, page);
        } catch (IOException failure) {
            throw new IllegalArgumentException("--report cannot be written: " + failure, failure);
        }
    }

    private List<Preferences> imagined(Season season, Brand of) {
        refuse(imagine > season.mostCustomers(), tooMany("--imagine asks for", imagine, season.mostCustomers()));
        return season.imagined(of, imagine);
    }

    /** All of them, or a refusal that says how many there are; never more in memory than fit. */
    private static List<Preferences> customers(App app, Brand of, Instant at, int most) {
        var customers = new ArrayList<Preferences>();
        long[] count = {0};
        app.database().read(tx -> {
            app.preferences().each(tx, of, 0, Long.MAX_VALUE, at, (customerNo, preferences) -> {
                if (++count[0] <= most) {
                    customers.add(preferences);
                }
            });
            return null;
        });
        refuse(count[0] > most, tooMany("the brand has", count[0], most));
        refuse(customers.isEmpty(), "the brand " + of.id() + " has no customers yet; --imagine 500 plays against imagined ones");
        return customers;
    }

    private static String tooMany(String who, long many, int most) {
        return who + " " + SeasonTables.number(many) + " customers; at most " + SeasonTables.number(most) + " fit a season of so many messages. Fewer --days let more customers in";
    }
}
