package dev.heed;

import dev.heed.SeasonTables.Table;
import dev.heed.decision.Outcome;
import dev.heed.decision.Outcome.Spread;
import dev.heed.decision.Outcome.Week;
import dev.heed.decision.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A season as a page that needs nothing but itself: no script, no font, no picture from elsewhere. Well-formed XML, so that a machine can read it, too. */
final class SeasonReport {
    private static final int MOST_BINS = 32;
    private static final String STYLE = """
        :root { color-scheme: light dark; --ground: #fbfbf9; --ink: #1d2327; --faint: #5d676e; --line: #d9dcda; --a: #a9b4bb; --b: #0f766e; }
        @media (prefers-color-scheme: dark) { :root { --ground: #15191c; --ink: #e6eaec; --faint: #9aa6ad; --line: #343c41; --a: #5b6870; --b: #3cc3b2; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 56rem; padding: 2rem 1.25rem 4rem; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        h1, h2 { text-wrap: balance; }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .5rem; }
        h2 { font-size: 1.15rem; margin: 2.75rem 0 .75rem; }
        p { margin: .25rem 0; color: var(--faint); }
        .key { display: flex; flex-wrap: wrap; gap: 1.25rem 1.75rem; margin: 1.5rem 0 0; }
        .key div { font-size: 1.75rem; font-weight: 600; line-height: 1.1; font-variant-numeric: tabular-nums; }
        .key span { display: block; font-size: .85rem; font-weight: 400; color: var(--faint); margin-top: .3rem; }
        figure { margin: 0; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .92rem; margin-top: .5rem; }
        th, td { padding: .3rem .9rem; border-bottom: 1px solid var(--line); text-align: right; }
        th:first-child { text-align: left; padding-left: 0; }
        thead th { color: var(--faint); font-weight: 500; }
        tbody th { font-weight: 400; }
        tr.all > * { font-weight: 600; }
        summary { cursor: pointer; color: var(--faint); font-size: .92rem; margin-top: .5rem; }
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: var(--faint); font: 13px system-ui, sans-serif; }
        svg .grid { stroke: var(--line); }
        .a { fill: var(--a); } .b { fill: var(--b); }
        """;

    private SeasonReport() {}

    static String of(SeasonTables season, Outcome outcome) {
        var page = new StringBuilder("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>").append(SeasonPlot.escaped(season.heading()))
            .append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<h1>").append(SeasonPlot.escaped(season.heading())).append("</h1>\n");
        season.notes().forEach(note -> page.append("<p>").append(SeasonPlot.escaped(note)).append("</p>\n"));
        page.append(inBrief(outcome));
        page.append(section(season.tables().get(0), ""));
        page.append(section(SeasonTables.weeks(outcome), weeks(outcome)));
        page.append(section(season.tables().get(1), reasons(outcome)));
        page.append(section(season.tables().get(2), ""));
        page.append(spread(outcome));
        return page.append("</body>\n</html>\n").toString();
    }

    private static String inBrief(Outcome outcome) {
        var all = outcome.all();
        return "<div class=\"key\">\n" + key(SeasonTables.number(all.attempts()), "messages attempted")
            + key(SeasonTables.number(all.sent() + all.sentLater()), "sent, at once or later")
            + key(String.format(Locale.ROOT, "%.1f", outcome.with().mean()), "a week per customer with Heed")
            + key(String.format(Locale.ROOT, "%.1f", outcome.without().mean()), "a week per customer without Heed") + "</div>\n";
    }

    private static String key(String number, String meaning) {
        return "<div>" + number + "<span>" + meaning + "</span></div>\n";
    }

    /** A plot unfolds into its table; a table without one stands open. */
    private static String section(Table table, String plot) {
        var html = new StringBuilder("<h2>").append(SeasonPlot.escaped(table.title())).append("</h2>\n");
        return plot.isEmpty() ? html.append(table(table)).toString()
            : html.append("<figure>\n").append(plot).append("<details><summary>The same as a table</summary>\n").append(table(table)).append("</details>\n</figure>\n").toString();
    }

    private static String table(Table table) {
        var html = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
        table.head().forEach(name -> html.append("<th scope=\"col\">").append(SeasonPlot.escaped(name)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (var row : table.rows()) {
            html.append(row.get(0).equals("all topics") ? "<tr class=\"all\">" : "<tr>").append("<th scope=\"row\">").append(SeasonPlot.escaped(row.get(0))).append("</th>");
            row.stream().skip(1).forEach(cell -> html.append("<td>").append(SeasonPlot.escaped(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table></div>\n").toString();
    }

    private static String weeks(Outcome outcome) {
        var days = SeasonTables.weeks(outcome).rows().stream().map(row -> row.get(0).substring(5)).toList();
        var lastDays = outcome.weeks().get(outcome.weeks().size() - 1).days();
        return new SeasonPlot("weeks", "Messages a week over the season, attempted and sent",
            "Two bars a week: how many messages were attempted, and how many of all were sent in that week." + (lastDays < 7 ? " The last week has " + lastDays + " days only." : ""),
            "week from (month-day)" + (lastDays < 7 ? "; the last has " + lastDays + " days" : ""), "messages", days, List.of(
            new SeasonPlot.Series("attempted", "a", outcome.weeks().stream().mapToDouble(Week::attempted).toArray()),
            new SeasonPlot.Series("sent", "b", outcome.weeks().stream().mapToDouble(Week::sent).toArray()))).upright();
    }

    private static String reasons(Outcome outcome) {
        var codes = Arrays.asList(Reason.Code.values());
        return new SeasonPlot("reasons", "Reasons against", "One bar for each reason: against how many messages it stood when they were due.", "messages", "reason",
            codes.stream().map(Reason.Code::id).toList(),
            List.of(new SeasonPlot.Series("messages", "b", codes.stream().mapToDouble(code -> outcome.reasons().getOrDefault(code, 0L)).toArray()))).lying();
    }

    private static String spread(Outcome outcome) {
        int most = Math.max(outcome.with().max(), outcome.without().max());
        int width = most / MOST_BINS + 1;
        int bins = most / width + 1;
        var labels = IntStream.range(0, bins).mapToObj(bin -> width == 1 ? "" + bin : bin * width + "–" + (bin * width + width - 1)).toList();
        var plot = new SeasonPlot("spread", "How many messages a customer gets in a week, with Heed and without",
            "Two bars for each number of messages: in what share of all weeks of all customers there were so many, with Heed and without.",
            "messages to a customer in a week", "% of weeks", labels, List.of(
            new SeasonPlot.Series("without", "a", shares(outcome.without(), width, bins)), new SeasonPlot.Series("with Heed", "b", shares(outcome.with(), width, bins))));
        var rows = new ArrayList<List<String>>();
        for (int bin = 0; bin < bins; bin++) {
            rows.add(List.of(labels.get(bin), SeasonTables.number(within(outcome.with(), width, bin)), SeasonTables.number(within(outcome.without(), width, bin))));
        }
        return section(new Table("How often a customer gets so many messages in a week", List.of("messages in a week", "weeks with Heed", "weeks without"), rows), plot.upright());
    }

    private static long within(Spread spread, int width, int bin) {
        return spread.weeks().stream().skip((long) bin * width).limit(width).mapToLong(Long::longValue).sum();
    }

    private static double[] shares(Spread spread, int width, int bins) {
        return IntStream.range(0, bins).mapToDouble(bin -> 100.0 * within(spread, width, bin) / Math.max(1, spread.total())).toArray();
    }
}
