package dev.heed;

import dev.heed.decision.Outcome;
import dev.heed.decision.Outcome.Count;
import dev.heed.decision.Outcome.Spread;
import dev.heed.decision.Reason;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The numbers of a season as tables, once for the text and the page: what one says, the other says too. */
record SeasonTables(String heading, List<String> notes, List<Table> tables) {
    /** The first column names, the others count. */
    record Table(String title, List<String> head, List<List<String>> rows) {}

    static SeasonTables of(String brand, Outcome outcome, boolean imagined, long seed) {
        var first = outcome.from().atOffset(ZoneOffset.UTC).toLocalDate();
        var heading = "A season of " + brand + ", " + first + " to " + first.plusDays(outcome.days() - 1L);
        var notes = List.of(
            number(outcome.customers()) + (imagined ? " imagined" : "") + " customers, " + number(outcome.days()) + " days, " + number(outcome.campaigns())
                + " campaigns of " + number(outcome.senders()) + " senders, each to everyone. Seed " + seed + ".",
            "Nothing was sent and nothing was written. Customers begin without earlier contacts.");
        return new SeasonTables(heading, notes, List.of(fates(outcome), reasons(outcome), spread(outcome)));
    }

    private static Table fates(Outcome outcome) {
        var rows = new ArrayList<List<String>>();
        outcome.topics().forEach((topic, count) -> rows.add(fates(topic, count)));
        rows.add(fates("all topics", outcome.all()));
        return new Table("What became of the messages", List.of("topic", "attempts", "sent", "sent later", "gathered", "held back"), rows);
    }

    private static List<String> fates(String name, Count count) {
        return List.of(name, number(count.attempts()), number(count.sent()), number(count.sentLater()), number(count.gathered()), number(count.heldBack()));
    }

    private static Table reasons(Outcome outcome) {
        var rows = new ArrayList<List<String>>();
        for (var code : Reason.Code.values()) {
            rows.add(List.of(code.id(), number(outcome.reasons().getOrDefault(code, 0L))));
        }
        return new Table("Reasons against, when a message was due; it may have several", List.of("reason", "messages"), rows);
    }

    private static Table spread(Outcome outcome) {
        return new Table("Messages per customer and whole week", List.of("", "mean", "p50", "p95", "max"),
            List.of(spread("with Heed", outcome.with()), spread("without", outcome.without())));
    }

    private static List<String> spread(String name, Spread spread) {
        return List.of(name, String.format(Locale.ROOT, "%.2f", spread.mean()), number(spread.percentile(50)), number(spread.percentile(95)), number(spread.max()));
    }

    /** What the page draws week by week. */
    static Table weeks(Outcome outcome) {
        return new Table("Messages a week", List.of("week from", "days", "attempted", "sent"), outcome.weeks().stream().map(week -> List.of(
            week.from().atOffset(ZoneOffset.UTC).toLocalDate().toString(), number(week.days()), number(week.attempted()), number(week.sent()))).toList());
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Columns in line, numbers to the right. */
    String text() {
        var text = new StringBuilder(heading).append('\n');
        notes.forEach(note -> text.append(note).append('\n'));
        tables.forEach(table -> text.append('\n').append(table.title()).append('\n').append(text(table)));
        return text.toString();
    }

    private static String text(Table table) {
        var lines = new ArrayList<List<String>>(List.of(table.head()));
        lines.addAll(table.rows());
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(' ');
            for (int column = 0; column < line.size(); column++) {
                int at = column;
                int width = lines.stream().mapToInt(row -> row.get(at).length()).max().orElse(1);
                text.append(' ').append(column == 0 ? line.get(0) + " ".repeat(width - line.get(0).length()) : " ".repeat(width + 1 - line.get(column).length()) + line.get(column));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
