package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Catalog.Category;
import dev.heed.http.CenterView.Outcome;
import dev.heed.store.Json;
import dev.heed.store.Times;
import dev.heed.words.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a customer's settings as a page whose form works without scripts. */
final class CenterPage {
    /** How long the pause is that one button begins. */
    static final Duration PAUSE = Duration.ofDays(30);

    private final CenterView view;
    private final Html html;

    private CenterPage(CenterView view, Html html) {
        this.view = view;
        this.html = html;
    }

    static String of(CenterView view) {
        var files = view.token().isPresent() ? "center/" : "";
        var page = new CenterPage(view, CenterShell.begin(view.phrases(), title(view), files));
        page.write(files);
        return page.html.finish();
    }

    private static String title(CenterView view) {
        var title = view.say("title", "brand", view.preferences().catalog().brand().name());
        return view.outcome() instanceof Outcome.Saved saved ? view.say(saved.changes().isEmpty() ? "unchanged.title" : "saved.title") + " – " + title
            : view.outcome() instanceof Outcome.Refused ? view.say("problem.title") + " – " + title : title;
    }

    private void write(String files) {
        var brand = view.preferences().catalog().brand().name();
        html.element("h1", view.say("title", "brand", brand));
        html.element("p", view.say(view.byLink() ? "intro.link" : "intro.signed_in", "brand", brand));
        outcome();
        if (view.preferences().erased() && view.byLink()) {
            // Any choice would bring back what was erased, and so none can be made with a link.
            html.element("p", view.say("erased"));
        } else {
            settings();
        }
        foot();
        html.open("script", "type", "module", "src", files + "center.js").end();
    }

    private void settings() {
        everything();
        html.open("form", "method", "post", "action", "?", "id", "settings", "class", "settings");
        hidden();
        new CenterSections(view, html).write();
        html.element("button", view.say("save"), "type", "submit", "name", "do", "value", "save", "class", "save").end();
        essential();
    }

    /** What the form's answer is held against: the very settings that it shows. */
    private void hidden() {
        html.empty("input", "type", "hidden", "name", "etag", "value", view.preferences().etag());
        view.token().ifPresent(token -> html.empty("input", "type", "hidden", "name", "token", "value", token));
    }

    private void outcome() {
        if (view.outcome() instanceof Outcome.Nothing) {
            return;
        }
        // After a redirect the address names it, and the focus goes there by itself.
        boolean named = view.byLink() && view.outcome() instanceof Outcome.Saved saved && !saved.changes().isEmpty();
        html.open("section", "id", "result", "class", "result", "role", "status", "tabindex", "-1", "autofocus", named ? null : "");
        if (view.outcome() instanceof Outcome.Refused refused) {
            html.element("h2", view.say("problem.title")).element("p", view.say(refused.key()));
            list(refused.settings());
        } else if (view.outcome() instanceof Outcome.Saved nothing && nothing.changes().isEmpty()) {
            html.element("h2", view.say("unchanged.title")).element("p", view.say("unchanged"));
        } else if (view.outcome() instanceof Outcome.Saved saved) {
            html.element("h2", view.say("saved.title"));
            list(saved.changes());
            html.element("p", still());
            undo();
        }
        html.end();
    }

    private void list(List<String> texts) {
        if (!texts.isEmpty()) {
            html.open("ul");
            texts.forEach(text -> html.element("li", text));
            html.end();
        }
    }

    private String still() {
        var effective = view.preferences().effective();
        var comes = view.preferences().catalog().topics().keySet().stream().filter(topic -> effective.topic(topic).comes()).map(view.labels()::topic).collect(Collectors.joining(", "));
        return comes.isEmpty() ? view.say("still.nothing") : view.say("still", "topics", comes);
    }

    private void undo() {
        if (view.last().isPresent()) {
            act("undo", view.say("undo"), "");
        }
    }

    /** A form of one button. */
    private void act(String what, String label, String style) {
        html.open("form", "method", "post", "action", "?", "class", "act");
        hidden();
        html.element("button", label, "type", "submit", "name", "do", "value", what, "class", style.isEmpty() ? null : style).end();
    }

    private void everything() {
        var effective = view.preferences().effective();
        html.open("section", "class", "everything", "aria-labelledby", "everything").element("h2", view.say("stop.title"), "id", "everything");
        if (view.preferences().erased()) {
            html.element("p", view.say("erased"));
        }
        if (effective.restricted().yes()) {
            html.element("p", view.say("restricted"));
        }
        if (effective.stopped().yes()) {
            html.element("p", view.say("stopped"));
            if (!view.byLink()) {
                act("start", view.say("start"), "");
            }
        } else {
            html.element("p", view.say("stop.hint"));
            html.open("div", "class", "acts");
            act("stop", view.say("stop"), "stop");
            pause();
            html.end();
        }
        effective.pausedUntil().ifPresent(end -> html.element("p", view.say("paused", "moment", view.sentences().moment(end))));
        if (view.outcome() instanceof Outcome.Nothing && view.last().isPresent()) {
            html.element("p", view.say("undo.hint", "moment", view.sentences().moment(view.last().get().at())));
            undo();
        }
        html.end();
    }

    private void pause() {
        var end = view.preferences().effective().pausedUntil();
        if (end.isPresent() && !view.byLink()) {
            act("resume", view.say("pause.end"), "");
        } else if (end.isEmpty() || end.get().isBefore(view.preferences().at().plus(PAUSE))) {
            act("pause", view.say("pause"), "");
        }
    }

    private void essential() {
        var topics = view.preferences().catalog().topics().values().stream().filter(topic -> topic.category() == Category.ESSENTIAL).toList();
        if (topics.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "essential").element("h2", view.say("essential.title"), "id", "essential");
        for (var topic : topics) {
            html.open("div", "class", "row locked").element("h3", view.labels().topic(topic.id()), "lang", view.brandLanguage())
                .element("p", view.labels().of(topic.description()), "lang", view.brandLanguage(), "class", "hint")
                .element("p", view.say("basis." + topic.legalBasis().id()) + " " + view.say("locked")).end();
        }
        html.end();
    }

    private void foot() {
        var catalog = view.preferences().catalog();
        var controller = catalog.document().at("/brand/controller");
        var contact = controller.path("contact").asText();
        html.open("footer");
        if (view.byLink()) {
            html.element("h2", view.say("sign_in.title")).element("p", view.phrases().say("center.sign_in", Map.of("brand", catalog.brand().name(), "contact", contact)));
        }
        html.element("p", view.phrases().say("center.controller", Map.of("name", controller.path("name").asText(), "address", controller.path("address").asText(), "contact", contact)));
        var policy = controller.path("privacyPolicy").asText();
        if (policy.matches("https?://.*")) {
            html.open("p").open("a", "href", policy, "rel", "noreferrer").text(view.say("policy")).close().end();
        }
        html.end();
    }

    /** The choice that one of the buttons makes; empty for one that is none of them. */
    static Optional<ObjectNode> act(String what, Instant now) {
        var patch = Json.object();
        switch (what) {
            case "stop" -> patch.put("stopped", true);
            case "start" -> patch.putNull("stopped");
            case "pause" -> patch.putObject("paused").put("until", Times.text(now.plus(PAUSE)));
            case "resume" -> patch.putNull("paused");
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(patch);
    }
}
