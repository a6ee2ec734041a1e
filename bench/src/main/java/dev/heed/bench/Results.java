package dev.heed.bench;

import static dev.heed.bench.Part.ACCESS;
import static dev.heed.bench.Part.AUDIENCE;
import static dev.heed.bench.Part.CHANGES;
import static dev.heed.bench.Part.DECISIONS;
import static dev.heed.bench.Part.EXPORT;
import static dev.heed.bench.Part.READS;
import static dev.heed.bench.Part.STREAM;
import static dev.heed.bench.Part.VERIFICATION;
import static dev.heed.bench.Race.Runner.BARE_DECISION;
import static dev.heed.bench.Race.Runner.BARE_READ;
import static dev.heed.bench.Race.Runner.BARE_WRITE;
import static dev.heed.bench.Race.Runner.CHANGE;
import static dev.heed.bench.Race.Runner.CHANGE_LARGE;
import static dev.heed.bench.Race.Runner.CONTROL;
import static dev.heed.bench.Race.Runner.CONTROL_TREELESS;
import static dev.heed.bench.Race.Runner.DECISION;
import static dev.heed.bench.Race.Runner.READ;
import static dev.heed.bench.Race.Runner.READ_LARGE;
import static dev.heed.bench.Race.Runner.READ_SOME;
import static dev.heed.bench.Race.Runner.RESERVATION;

import dev.heed.bench.Subject.Round;
import dev.heed.bench.Suite.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what came out as Markdown: the promises first, then everything. */
final class Results {
    private final List<Outcome> outcomes;
    private final StringBuilder text = new StringBuilder();

    /**
     * One promise.
     *
     * @param part with which it is measured
     * @param atLeast whether the target is a floor rather than a ceiling
     */
    private record Figure(Part part, String name, String unit, boolean atLeast, double target, Function<Outcome, Median> measured) {
        String promise() {
            return (atLeast ? "≥ " : "≤ ") + number(target) + unit;
        }

        String in(Outcome outcome) {
            var median = measured.apply(outcome);
            boolean met = atLeast ? median.value() >= target : median.value() <= target;
            var range = median.least() == median.most() ? "" : " (" + number(median.least()) + "–" + number(median.most()) + ")";
            return "**" + number(median.value()) + unit + "**" + range + (met ? " met" : " **not met**");
        }
    }

    private static final List<Figure> FIGURES = List.of(
        new Figure(READS, "Reads a second, of the bare route's", "", true, 0.7, it -> it.times(READ, BARE_READ)),
        new Figure(CHANGES, "Durable changes a second, of one transaction a request", " ×", true, 5, it -> it.times(CHANGE, CONTROL)),
        new Figure(CHANGES, "Durable changes a second, of one transaction a request without the ledger's tree", " ×", true, 5, it -> it.times(CHANGE, CONTROL_TREELESS)),
        new Figure(CHANGES, "Durable changes a second, of the bare route's requests", "", true, 0.15, it -> it.times(CHANGE, BARE_WRITE)),
        new Figure(CHANGES, "Change, 99th percentile", " ms", false, 60, it -> it.race().orElseThrow().subject(CHANGE).median(Round::p99Millis)),
        new Figure(CHANGES, "Start to ready", " s", false, 3, it -> it.limits().orElseThrow().startSeconds()),
        new Figure(CHANGES, "Start to ready, the demo's first, which makes its brand", " s", false, 3, it -> it.limits().orElseThrow().firstStartSeconds()),
        new Figure(CHANGES, "Database bytes a recorded choice", " B", false, 1024, it -> it.small().map(small -> Median.of((double) small.bytes() / small.changes())).orElseThrow()),
        new Figure(READS, "Reads, all customers of the large database, of the small one's", "", true, 0.9, it -> it.times(READ_LARGE, READ)),
        new Figure(READS, "Reads, 1,000 customers of the large database, of the small one's", "", true, 0.9, it -> it.times(READ_SOME, READ)),
        new Figure(CHANGES, "Changes, large database, of the small one's", "", true, 0.9, it -> it.times(CHANGE_LARGE, CHANGE)),
        new Figure(DECISIONS, "Decisions a second, of the bare route's requests", "", true, 0.6, it -> it.times(DECISION, BARE_DECISION)),
        new Figure(DECISIONS, "Reservations a second, of the durable changes", "", true, 0.8, it -> it.times(RESERVATION, CHANGE)),
        new Figure(STREAM, "Decisions a second, the long stream", "", true, 50_000, it -> it.streams().orElseThrow().longPerSecond()),
        new Figure(STREAM, "Memory in use, the long stream, of the short one's", "", false, 1.2, it -> Median.of(it.streams().orElseThrow().growth())),
        new Figure(AUDIENCE, "Count of the large audience", " s", false, 2, it -> it.audiences().orElseThrow().large().seconds()),
        new Figure(AUDIENCE, "Count a customer, the large audience, of the small one's", "", false, 1, it -> Median.of(it.audiences().orElseThrow().growth())),
        new Figure(EXPORT, "Records a second, NDJSON, " + LogExports.HEAP + " of heap", "", true, 100_000, it -> it.exports().orElseThrow().large().ndjson().perSecond()),
        new Figure(EXPORT, "Records a second, CSV, " + LogExports.HEAP + " of heap", "", true, 100_000, it -> it.exports().orElseThrow().large().csv().perSecond()),
        new Figure(EXPORT, "Memory in use, the long export, of the short one's", "", false, 1.2, it -> Median.of(it.exports().orElseThrow().growth())),
        new Figure(VERIFICATION, "Verification of a million records", " s", false, 60, it -> it.verification().orElseThrow().secondsAMillion()),
        new Figure(ACCESS, "Copy of all that is held on one customer among many", " s", false, 1, it -> it.copies().orElseThrow().seconds()),
        new Figure(ACCESS, "The first copy after a start", " s", false, 1, it -> Median.of(it.copies().orElseThrow().first())));

    private final Set<Part> parts;

    /** @param parts those that were measured */
    Results(List<Outcome> outcomes, Set<Part> parts) {
        this.outcomes = outcomes;
        this.parts = parts;
    }

    /** @param preface what was measured, when and where */
    String markdown(String preface) {
        text.append("# Benchmarks\n\n").append(preface).append("\n\n");
        row("figure", "target", Outcome::jdk);
        row("---", "---", outcome -> "---");
        FIGURES.stream().filter(figure -> parts.contains(figure.part)).forEach(figure -> row(figure.name, figure.promise(), figure::in));
        text.append("\nRatios are medians of ratios within a round, with the least and the most; other figures are medians of rounds.\n");
        outcomes.forEach(this::everything);
        return text.toString();
    }

    private void row(String first, String second, Function<Outcome, String> column) {
        text.append("| ").append(first).append(" | ").append(second).append(" | ")
            .append(outcomes.stream().map(column).collect(Collectors.joining(" | "))).append(" |\n");
    }

    private void everything(Outcome outcome) {
        text.append("\n## ").append(outcome.jdk()).append("\n\n");
        outcome.race().ifPresent(this::race);
        outcome.limits().ifPresent(limits -> line("SQLite alone, one thread, 64 changes a commit, no HTTP: %s changes/s, %s rows/s", number(limits.batchedPerSecond()),
            number(limits.batchedPerSecond() * ControlStore.ROWS_A_CHANGE)));
        outcome.small().ifPresent(this::loaded);
        outcome.large().ifPresent(this::loaded);
        outcome.limits().ifPresent(limits -> line("Bytes a record by table, %,d customers: %s", outcome.small().orElseThrow().customers(), limits.bytesByTable().entrySet().stream()
            .map(table -> table.getKey() + " " + number((double) table.getValue() / outcome.small().orElseThrow().changes())).collect(Collectors.joining(", "))));
        outcome.streams().ifPresent(this::streams);
        outcome.exports().ifPresent(this::exports);
        outcome.verification().ifPresent(done -> line("Verification of %,d records (%s MB), `-Xmx%s`: %s s (%s–%s)", done.records(), number(done.bytes() / 1e6), Verifications.HEAP,
            number(done.seconds().value()), number(done.seconds().least()), number(done.seconds().most())));
        outcome.copies().ifPresent(done -> line("Copy of all that is held on one of %,d customers: %s s (%s–%s), the first after a start %s s; %,d bytes of JSON", done.customers(),
            number(done.seconds().value()), number(done.seconds().least()), number(done.seconds().most()), number(done.first()), done.bytes()));
        outcome.audiences().ifPresent(counts -> Stream.of(counts.small(), counts.large()).forEach(count -> line(
            "Audience of %,d customers: %s s (%s–%s), %s %% may be contacted", count.customers(), number(count.seconds().value()), number(count.seconds().least()),
            number(count.seconds().most()), number(100.0 * count.allowed() / count.customers()))));
    }

    private void exports(LogExports.Outcome exports) {
        Stream.of(exports.small(), exports.large()).forEach(length -> line("Export of %,d records, `-Xmx%s`: NDJSON %s, CSV %s; %s MiB of objects in use near its end, %s MiB of memory at most until then",
            length.records(), LogExports.HEAP, form(length.ndjson()), form(length.csv()), number(length.heap()), number(length.peak())));
    }

    private static String form(LogExports.Form form) {
        return number(form.perSecond().value()) + " records/s (" + number(form.perSecond().least()) + "–" + number(form.perSecond().most()) + ", "
            + number(form.processorMicros().value()) + " µs of processor each)";
    }

    private void race(Race race) {
        text.append("| load | connections | requests/s | p50 ms | p99 ms | server µs of processor a request | others' part of the machine |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (var subject : race.subjects()) {
            var cells = new ArrayList<>(List.of(subject.name(), Integer.toString(subject.connections())));
            List.<ToDoubleFunction<Round>>of(Round::perSecond, Round::p50Millis, Round::p99Millis, Round::processorMicros, Round::others)
                .forEach(figure -> cells.add(number(subject.median(figure).value())));
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        text.append('\n');
        line("Answers: %d bytes on average; decisions %d bytes", race.bodyBytes(), race.decisionBytes());
        race.allowedPart().ifPresent(allowed -> line("Reservations: %s %% were allowed", number(100 * allowed)));
    }

    private void streams(Streams.Outcome streams) {
        line("Stream of %,d lines: %s decisions/s; %s MiB of objects in use near its end, %s MiB of memory at most until then", streams.shortLines(),
            number(streams.shortPerSecond().value()), number(streams.shortHeap()), number(streams.shortPeak()));
        line("Stream of %,d lines: %s decisions/s; %s MiB of objects in use near its end, %s MiB of memory at most until then: %s ×", streams.longLines(),
            number(streams.longPerSecond().value()), number(streams.longHeap()), number(streams.longPeak()), number(streams.longPeak() / streams.shortPeak()));
    }

    private void line(String format, Object... arguments) {
        text.append("- ").append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private void loaded(Loaded loaded) {
        line("Loading %,d changes of %,d customers through the API: %s s, %s changes/s; %s bytes a record", loaded.changes(), loaded.customers(),
            number(loaded.changes() / loaded.changesPerSecond()), number(loaded.changesPerSecond()), number((double) loaded.bytes() / loaded.changes()));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : number >= 10 ? "%.1f" : "%.2f", number);
    }
}
