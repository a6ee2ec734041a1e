package dev.heed.bench;

import dev.heed.bench.Subject.Round;
import dev.heed.bench.Suite.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what came out as Markdown: the promises first, then everything. */
final class Results {
    private final List<Outcome> outcomes;
    private final StringBuilder text = new StringBuilder();

    /**
     * One promise.
     *
     * @param atLeast whether the target is a floor rather than a ceiling
     */
    private record Figure(String name, String unit, boolean atLeast, double target, Function<Outcome, Median> measured) {
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
        new Figure("Reads a second, of the bare route's", "", true, 0.7, it -> it.race().read.times(it.race().bareRead)),
        new Figure("Durable changes a second, of one transaction a request", " ×", true, 5, it -> it.race().change.times(it.race().control)),
        new Figure("Durable changes a second, of the bare route's requests", "", true, 0.15, it -> it.race().change.times(it.race().bareWrite)),
        new Figure("Change, 99th percentile", " ms", false, 60, it -> it.race().change.median(Round::p99Millis)),
        new Figure("Start to ready", " s", false, 3, Outcome::startSeconds),
        new Figure("Database bytes a recorded choice", " B", false, 1024, it -> Median.of((double) it.small().bytes() / it.small().changes())),
        new Figure("Reads, all customers of the large database, of the small one's", "", true, 0.9, it -> it.race().readLarge.times(it.race().read)),
        new Figure("Reads, 1,000 customers of the large database, of the small one's", "", true, 0.9, it -> it.race().readSome.times(it.race().read)),
        new Figure("Changes, large database, of the small one's", "", true, 0.9, it -> it.race().changeLarge.times(it.race().change)));

    Results(List<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /** @param preface what was measured, when and where */
    String markdown(String preface) {
        text.append("# Benchmarks\n\n").append(preface).append("\n\n");
        row("figure", "target", Outcome::jdk);
        row("---", "---", outcome -> "---");
        FIGURES.forEach(figure -> row(figure.name, figure.promise(), figure::in));
        text.append("\nRatios are medians of ratios within a round, with the least and the most; other figures are medians of rounds.\n");
        outcomes.forEach(this::everything);
        return text.toString();
    }

    private void row(String first, String second, Function<Outcome, String> column) {
        text.append("| ").append(first).append(" | ").append(second).append(" | ")
            .append(outcomes.stream().map(column).collect(Collectors.joining(" | "))).append(" |\n");
    }

    private void everything(Outcome outcome) {
        text.append("\n## ").append(outcome.jdk()).append("\n\n| load | connections | requests/s | p50 ms | p99 ms | server µs of processor a request | others' part of the machine |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (var subject : outcome.race().subjects()) {
            var cells = new ArrayList<>(List.of(subject.name(), Integer.toString(subject.connections())));
            List.<java.util.function.ToDoubleFunction<Round>>of(Round::perSecond, Round::p50Millis, Round::p99Millis, Round::processorMicros, Round::others)
                .forEach(figure -> cells.add(number(subject.median(figure).value())));
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        text.append("\n- SQLite alone, one thread, 64 changes a commit, no HTTP: ").append(number(outcome.batchedPerSecond())).append(" changes/s, ")
            .append(number(outcome.batchedPerSecond() * ControlStore.ROWS_A_CHANGE)).append(" rows/s\n");
        text.append("- Answers: ").append(outcome.race().bodyBytes()).append(" bytes on average\n");
        loaded(outcome.small());
        loaded(outcome.large());
        text.append("- Bytes a record by table, ").append(outcome.small().customers()).append(" customers: ")
            .append(outcome.bytesByTable().entrySet().stream().map(table -> table.getKey() + " " + number((double) table.getValue() / outcome.small().changes()))
                .collect(Collectors.joining(", "))).append('\n');
    }

    private void loaded(Loaded loaded) {
        text.append(String.format(Locale.ROOT, "- Loading %,d changes of %,d customers through the API: %s s, %s changes/s; %s bytes a record%n", loaded.changes(),
            loaded.customers(), number(loaded.changes() / loaded.changesPerSecond()), number(loaded.changesPerSecond()), number((double) loaded.bytes() / loaded.changes())));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : number >= 10 ? "%.1f" : "%.2f", number);
    }
}
