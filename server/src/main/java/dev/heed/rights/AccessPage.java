package dev.heed.rights;

import dev.heed.consent.Logged;
import dev.heed.decision.Contact;
import dev.heed.export.Export;
import dev.heed.feedback.Remark;
import dev.heed.ledger.InclusionProof;
import dev.heed.store.Hashes;
import dev.heed.store.Times;
import dev.heed.words.Html;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes everything that is held on one customer as a page in plain words, without scripts, in one file. */
final class AccessPage implements AccessExport.Listener {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
        + "h1{line-height:1.2}h2{margin-top:2rem}table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding-block:.3rem;padding-inline:0 .6rem;border-bottom:1px solid #767676}"
        + "dt{font-weight:bold}dd{margin:0 0 .5rem}.key{overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}";

    private final OutputStream out;
    private final Html html = new Html();
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
        say = Sentences.of(held.preferences(), held.language());
        madeAt = held.preferences().at();
        var catalog = held.preferences().catalog();
        var controller = catalog.document().at("/brand/controller");
        var title = text("title", "brand", catalog.brand().name());
        html.page(say.phrases().language(), say.phrases().direction()).open("head").empty("meta", "charset", "utf-8").empty("meta", "name", "viewport", "content", "width=device-width")
            .element("title", title).style(STYLE).end().open("body").open("main").element("h1", title);
        html.element("p", say.phrases().say("rights.intro", Map.of("controller", controller.path("name").asText(catalog.brand().name()),
            "customer", held.preferences().customer().id(), "moment", say.moment(held.preferences().at()))));
        html.open("dl");
        term("address").text(controller.path("address").asText()).end();
        term("contact").text(controller.path("contact").asText()).end();
        link(term("policy"), controller.path("privacyPolicy").asText()).end();
        html.end();
        list("chosen.title", say.chosen());
        list("uses.title", say.uses());
        list("topics.title", say.topics());
        html.element("p", text("rights")).element("p", say.phrases().say("rights.ledger", Map.of("entries", held.treeSize(), "key", held.verifierKey())), "class", "key");
        write();
    }

    private Html term(String key) {
        return html.element("dt", text(key)).open("dd");
    }

    private static Html link(Html html, String url) {
        return url.matches("https?://.*") ? html.open("a", "href", url, "rel", "noreferrer").text(url).close() : html.text(url);
    }

    private void list(String title, List<String> sentences) {
        html.element("h2", text(title)).open("ul");
        sentences.forEach(sentence -> html.element("li", sentence));
        html.end();
    }

    @Override
    public void heading(AccessExport.Part next) throws IOException {
        finish();
        part = next;
        empty = true;
        html.element("h2", text(name() + ".title"), "id", name());
        write();
    }

    private String name() {
        return part.name().toLowerCase(Locale.ROOT);
    }

    /** Ends the table of a part, or says that there is nothing in it. */
    private void finish() {
        if (part != null && empty) {
            html.element("p", text(name() + ".none"));
        } else if (part != null) {
            html.end().end();
        }
    }

    /** Begins a row; before the first, the columns. */
    private Html row(Instant at, String... columns) {
        if (empty) {
            html.open("table", "aria-labelledby", name()).open("thead").open("tr").element("th", text("column.when"), "scope", "col");
            for (var column : columns) {
                html.element("th", text("column." + column), "scope", "col");
            }
            html.end().end().open("tbody");
            empty = false;
        }
        return time(html.open("tr").open("td"), at).end();
    }

    private Html time(Html html, Instant at) {
        return html.open("time", "datetime", Times.text(at)).text(say.moment(at)).close();
    }

    @Override
    public void record(Logged logged, InclusionProof proof) throws IOException {
        var record = logged.record();
        var personal = record.personal();
        var said = personal.isEmpty() ? say.setting(record.setting()) : say.choice(record.setting(), personal.get().value());
        row(record.recordedAt(), "choice", "place").element("td", said).element("td", Long.toString(record.index())).end();
        write();
    }

    @Override
    public void contact(Contact contact) throws IOException {
        row(contact.at(), "what").element("td", say.contact(contact)).end();
        write();
    }

    @Override
    public void remark(Remark remark) throws IOException {
        row(remark.at(), "what").open("td").text(say.remark(remark));
        remark.comment().ifPresent(comment -> html.empty("br").open("q").text(comment).close());
        html.end().end();
        write();
    }

    @Override
    public void export(Export export) throws IOException {
        var who = export.takenBy().equals("customer") ? text("taker.customer") : text("taker.key", "key", export.takenBy());
        row(export.at(), "what", "who").element("td", text("content." + export.content().id())).element("td", who).end();
        write();
    }

    @Override
    public void request(RightsRequest request) throws IOException {
        var state = request.closing().map(RightsRequest.Closing::outcome).orElseGet(() -> request.state(madeAt).id());
        row(request.receivedAt(), "what", "due", "state").open("td").text(text("right." + request.right().id()));
        request.note().ifPresent(note -> html.empty("br").open("q").text(note).close());
        time(html.end().open("td"), request.dueAt()).end().open("td").text(text("state." + state));
        request.closing().flatMap(RightsRequest.Closing::reason).ifPresent(reason -> html.empty("br").text(reason));
        html.end().end();
        write();
    }

    @Override
    public void end() throws IOException {
        finish();
        out.write(html.finish().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String text(String key) {
        return say.phrases().say("rights." + key);
    }

    private String text(String key, String name, Object value) {
        return say.phrases().say("rights." + key, name, value);
    }

    private void write() throws IOException {
        out.write(html.drain().getBytes(StandardCharsets.UTF_8));
    }
}
