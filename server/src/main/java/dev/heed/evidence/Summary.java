package dev.heed.evidence;

import dev.heed.brand.Catalog;
import dev.heed.choice.Setting;
import dev.heed.consent.ConsentStatus;
import dev.heed.evidence.Bars.Bar;
import dev.heed.store.Hashes;
import dev.heed.store.Times;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A package in words and pictures for whoever reads no JSON: one page that needs nothing but itself, and that may run nothing. */
final class Summary {
    private static final int MOST_BARS = 30;
    private static final List<ConsentStatus> COLUMNS = List.of(ConsentStatus.values());
    private static final String STYLE = """
        :root { color-scheme: light dark; --ground: #fff; --ink: #1d2327; --faint: #4d575e; --line: #d3d7d9; --given: #0f766e; --refused: #b45309; --withdrawn: #6d28d9; }
        @media (prefers-color-scheme: dark) { :root { --ground: #15191c; --ink: #e6eaec; --faint: #a8b3ba; --line: #3b444a; --given: #3cc3b2; --refused: #f0a04b; --withdrawn: #b79bf5; } }
        body { margin: 0 auto; max-width: 54rem; padding: 2rem 1.25rem 4rem; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 1rem; }
        h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        .wide { overflow-x: auto; }
        th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
        th:first-child, dl { text-align: left; }
        th { font-weight: 500; }
        thead th, dt { color: var(--faint); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0; }
        dd { margin: 0; overflow-wrap: anywhere; }
        code, pre { font: .87em/1.5 ui-monospace, monospace; }
        pre { overflow-x: auto; padding: .75rem; border: 1px solid var(--line); }
        svg { display: block; width: 100%; height: auto; margin: .5rem 0 1rem; }
        svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
        .given { fill: var(--given); } .refused { fill: var(--refused); } .withdrawn { fill: var(--withdrawn); }
        """;

    private final Package.Plan plan;
    private final String origin;
    private final Tally tally;
    private final Catalog catalog;

    Summary(Package.Plan plan, String origin, Tally tally, Catalog catalog) {
        this.plan = plan;
        this.origin = origin;
        this.tally = tally;
        this.catalog = catalog;
    }

    /** Text that no reader takes for markup. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    String page() {
        var name = escaped(catalog.brand().name());
        return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" + hash(STYLE) + "'\"/>\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>Evidence of consent: " + name + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n<main>\n"
            + "<h1>Evidence of consent: " + name + "</h1>\n"
            + "<p>This page sums up the records of this package. It is for reading; what proves them is in the files beside it, and <code>VERIFY.md</code> tells how to check them.</p>\n"
            + facts() + consents() + months() + checkpoint() + "</main>\n</body>\n</html>\n";
    }

    private String facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Records", number(tally.records()) + " of a log of " + number(plan.treeSize()));
        facts.put("Erased", number(tally.erased()) + " (the customer's data were deleted; that and when something was chosen still stands, by whom does not)");
        facts.put("Partly withheld", number(tally.redacted()) + " (by the profile below; what is withheld can be disclosed later, and proved)");
        facts.put("Profile", plan.ask().profile().id());
        plan.ask().filter().customerId().ifPresent(customer -> facts.put("Only customer", customer));
        plan.ask().filter().toJson().properties().forEach(member -> facts.put("Only " + member.getKey(), member.getValue().textValue()));
        facts.put("Made", Times.text(plan.madeAt()));
        facts.put("Log", origin);
        return "<h2>What this is</h2>\n" + facts.entrySet().stream().map(fact -> "<dt>" + escaped(fact.getKey()) + "</dt><dd>" + escaped(fact.getValue()) + "</dd>\n")
            .collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
    }

    private String consents() {
        var bars = tally.bySetting().entrySet().stream().map(entry -> new Bar(label(Setting.parse(entry.getKey())), entry.getValue()))
            .sorted(Comparator.comparingLong(Bar::sum).reversed().thenComparing(Bar::name)).toList();
        return section("settings", "By purpose and topic", "How often consent to it was given, refused and withdrawn, among these records.", "purpose or topic", bars, bars);
    }

    private String months() {
        var bars = tally.byMonth().entrySet().stream().map(entry -> new Bar(entry.getKey(), entry.getValue())).toList();
        return section("months", "Over time", "How often consent was given, refused and withdrawn in each month, by the time of recording (UTC), among these records.", "month",
            bars, bars.subList(Math.max(0, bars.size() - MOST_BARS), bars.size()));
    }

    private static String section(String id, String title, String description, String of, List<Bar> all, List<Bar> drawn) {
        var shown = drawn.size() > MOST_BARS ? drawn.subList(0, MOST_BARS) : drawn;
        var begin = "<h2>" + title + "</h2>\n";
        if (all.isEmpty()) {
            return begin + "<p>There is no record of a consent.</p>\n";
        }
        var rest = shown.size() < all.size() ? "<p>The picture shows " + shown.size() + " of " + all.size() + "; the table has all.</p>\n" : "";
        return begin + "<p>" + description + "</p>\n" + rest + new Bars(id, title, description + " The table below says the same.", shown).svg() + table(of, all);
    }

    private static String table(String of, List<Bar> bars) {
        var columns = COLUMNS.stream().filter(status -> bars.stream().anyMatch(bar -> bar.of(status) > 0)).toList();
        var head = columns.stream().map(status -> "<th scope=\"col\">" + status.id() + "</th>").collect(Collectors.joining());
        var rows = new ArrayList<String>();
        bars.forEach(bar -> rows.add("<tr><th scope=\"row\">" + escaped(bar.name()) + "</th>"
            + columns.stream().map(status -> "<td>" + number(bar.of(status)) + "</td>").collect(Collectors.joining()) + "</tr>\n"));
        return "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">" + of + "</th>" + head + "</tr></thead>\n<tbody>\n" + String.join("", rows) + "</tbody>\n</table></div>\n";
    }

    private String checkpoint() {
        var earlier = plan.growth().map(growth -> "<p>The package also holds an earlier checkpoint, of " + number(growth.proof().from())
            + " records, and the proof that the log only grew since.</p>\n").orElse("<p>The package holds no earlier checkpoint: from it alone nobody can tell whether the log was ever rewritten.</p>\n");
        return "<h2>The signed state of the log</h2>\n<p>The log's name, how many records it had, and a fingerprint of all of them, signed.</p>\n<pre>" + escaped(plan.checkpoint()) + "</pre>\n" + earlier;
    }

    /** What it is called today; its id where the newest catalog no longer has it. */
    private String label(Setting setting) {
        var asked = setting.type() == Setting.Type.PURPOSE ? catalog.purposes().get(setting.id()) : null;
        var topic = asked == null ? catalog.topics().get(setting.id()) : null;
        var label = asked != null ? text(asked.label(), setting.id()) : topic != null ? text(topic.label(), setting.id()) : setting.id();
        return label + (setting.channel().isEmpty() ? "" : " by " + channel(setting.channel())) + (setting.type() == Setting.Type.PURPOSE ? " (use of data)" : "");
    }

    private String channel(String id) {
        var channel = catalog.channels().get(id);
        return channel == null ? id : text(channel.label(), id);
    }

    private String text(Map<String, String> texts, String fallback) {
        return texts == null ? fallback : texts.getOrDefault("en", texts.getOrDefault(catalog.brand().languages().get(0), fallback));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String hash(String style) {
        return Base64.getEncoder().encodeToString(Hashes.sha256(style.getBytes(StandardCharsets.UTF_8)));
    }
}
