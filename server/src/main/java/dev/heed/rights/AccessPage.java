package dev.heed.rights;

import dev.heed.consent.Logged;
import dev.heed.decision.Contact;
import dev.heed.export.Export;
import dev.heed.feedback.Remark;
import dev.heed.ledger.InclusionProof;
import dev.heed.store.Hashes;
import dev.heed.store.Times;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Writes everything that is held on one customer as a page in plain words, without scripts, in one file. */
final class AccessPage implements AccessExport.Listener {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
        + "h1{line-height:1.2}h2{margin-top:2rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #767676}"
        + "dt{font-weight:bold}dd{margin:0 0 .5rem}.key{overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}";

    private final OutputStream out;
    private Sentences say;
    private AccessExport.Part part;
    private Instant madeAt;
    private boolean empty;

    AccessPage(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    /** What a browser may load for the page: nothing but its own style. */
    static String policy() {
        var hash = Hashes.sha256(STYLE.getBytes(StandardCharsets.UTF_8));
        return "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @Override
    public void begin(AccessExport.Held held) throws IOException {
        say = Sentences.of(held.preferences());
        madeAt = held.preferences().at();
        var catalog = held.preferences().catalog();
        var controller = catalog.document().at("/brand/controller");
        var title = text("title", catalog.brand().name());
        write("<!doctype html>\n<html lang=\"" + say.phrases().locale().toLanguageTag() + "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>"
            + title + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n<p>"
            + text("intro", controller.path("name").asText(catalog.brand().name()), held.preferences().customer().id(), say.moment(held.preferences().at())) + "</p>\n<dl>\n");
        term("address", escaped(controller.path("address").asText()));
        term("contact", escaped(controller.path("contact").asText()));
        term("policy", link(controller.path("privacyPolicy").asText()));
        write("</dl>\n");
        list("chosen.title", say.chosen());
        list("uses.title", say.uses());
        list("topics.title", say.topics());
        write("<p>" + text("rights") + "</p>\n<p class=\"key\">" + text("ledger", held.treeSize(), held.verifierKey()) + "</p>\n");
    }

    private void term(String key, String html) throws IOException {
        write("<dt>" + text(key) + "</dt><dd>" + html + "</dd>\n");
    }

    private static String link(String url) {
        return url.matches("https?://.*") ? "<a href=\"" + escaped(url) + "\" rel=\"noreferrer\">" + escaped(url) + "</a>" : escaped(url);
    }

    private void list(String title, List<String> sentences) throws IOException {
        write("<h2>" + text(title) + "</h2>\n<ul>\n");
        for (var sentence : sentences) {
            write("<li>" + escaped(sentence) + "</li>\n");
        }
        write("</ul>\n");
    }

    @Override
    public void heading(AccessExport.Part next) throws IOException {
        finish();
        part = next;
        empty = true;
        write("<h2 id=\"" + name() + "\">" + text(name() + ".title") + "</h2>\n");
    }

    private String name() {
        return part.name().toLowerCase(Locale.ROOT);
    }

    /** Ends the table of a part, or says that there is nothing in it. */
    private void finish() throws IOException {
        if (part != null) {
            write(empty ? "<p>" + text(name() + ".none") + "</p>\n" : "</tbody>\n</table>\n");
        }
    }

    /** A row; before the first, the columns. */
    private void row(Instant at, List<String> columns, List<String> cells) throws IOException {
        if (empty) {
            write("<table aria-labelledby=\"" + name() + "\">\n<thead><tr><th scope=\"col\">" + text("column.when") + "</th>");
            for (var column : columns) {
                write("<th scope=\"col\">" + text("column." + column) + "</th>");
            }
            write("</tr></thead>\n<tbody>\n");
            empty = false;
        }
        write("<tr><td>" + time(at) + "</td>");
        for (var cell : cells) {
            write("<td>" + cell + "</td>");
        }
        write("</tr>\n");
    }

    private String time(Instant at) {
        return "<time datetime=\"" + Times.text(at) + "\">" + escaped(say.moment(at)) + "</time>";
    }

    @Override
    public void record(Logged logged, InclusionProof proof) throws IOException {
        var record = logged.record();
        var personal = record.personal();
        var said = personal.isEmpty() ? say.setting(record.setting()) : say.choice(record.setting(), personal.get().value());
        row(record.recordedAt(), List.of("choice", "place"), List.of(escaped(said), Long.toString(record.index())));
    }

    @Override
    public void contact(Contact contact) throws IOException {
        row(contact.at(), List.of("what"), List.of(escaped(say.contact(contact))));
    }

    @Override
    public void remark(Remark remark) throws IOException {
        row(remark.at(), List.of("what"), List.of(escaped(say.remark(remark)) + remark.comment().map(comment -> "<br><q>" + escaped(comment) + "</q>").orElse("")));
    }

    @Override
    public void export(Export export) throws IOException {
        var who = export.takenBy().equals("customer") ? text("taker.customer") : text("taker.key", export.takenBy());
        row(export.at(), List.of("what", "who"), List.of(text("content." + export.content().id()), who));
    }

    @Override
    public void request(RightsRequest request) throws IOException {
        var state = request.closing().map(RightsRequest.Closing::outcome).orElseGet(() -> request.state(madeAt).id());
        var note = request.note().map(text -> "<br><q>" + escaped(text) + "</q>").orElse("");
        var reason = request.closing().flatMap(RightsRequest.Closing::reason).map(text -> "<br>" + escaped(text)).orElse("");
        row(request.receivedAt(), List.of("what", "due", "state"), List.of(text("right." + request.right().id()) + note, time(request.dueAt()), text("state." + state) + reason));
    }

    @Override
    public void end() throws IOException {
        finish();
        write("</main>\n</body>\n</html>\n");
        out.flush();
    }

    private String text(String key, Object... filled) {
        return escaped(say.phrases().say(key, filled));
    }

    private void write(String html) throws IOException {
        out.write(html.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
