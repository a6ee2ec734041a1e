package dev.heed.http;

import dev.heed.http.Center.Visitor;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Ids;
import dev.heed.store.Packed;
import dev.heed.words.Phrases;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosted center over HTTP: pages under a policy that lets them load and call nothing but this server, and that nobody keeps. */
final class CenterPages {
    private static final Logger LOG = LoggerFactory.getLogger(CenterPages.class);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Center center;
    private final Ids ids;
    private final Map<String, Reply> files;

    CenterPages(Center center, Ids ids) {
        this.center = center;
        this.ids = ids;
        this.files = Map.of("/center/page.css", Reply.bytes(200, "text/css; charset=utf-8", Packed.file("center/page.css")),
            "/center/center.js", Reply.bytes(200, "text/javascript; charset=utf-8", Packed.file("center/center.js")));
    }

    /** Registers its pages, which are no part of the contract. */
    void routes(Front front, io.javalin.config.RoutesConfig routes) {
        files.forEach((path, file) -> front.route(routes, HandlerType.GET, path, context -> {
            fields(context, "no-cache");    // the files of one release belong together
            Front.answer(context, file.status(), file.type(), file.body());
        }));
        front.route(routes, HandlerType.GET, "/center", context -> answer(context, () -> sentence(context, 200, "start.title", "start.hint")));
        front.route(routes, HandlerType.POST, "/center", context -> answer(context, () -> posted(context, false)));
        front.route(routes, HandlerType.GET, "/center/{token}", context -> answer(context, () -> look(context)));
        front.route(routes, HandlerType.POST, "/center/{token}", context -> answer(context, () -> posted(context, true)));
    }

    private interface Page {
        Reply answer();
    }

    private void answer(Context context, Page page) throws IOException {
        fields(context, "no-store");
        Reply reply;
        try {
            reply = page.answer();
        } catch (Problem problem) {
            reply = problem(context, problem);
        } catch (RuntimeException bug) {
            LOG.error("the center failed, request {}", context.res().getHeader(RequestId.FIELD), bug);
            reply = sentence(context, 500, "failed.title", "failed");
        }
        reply.fields().forEach(context.res()::setHeader);
        Front.answer(context, reply.status(), reply.type(), reply.body());
    }

    private void fields(Context context, String cache) {
        var response = context.res();
        response.setHeader(RequestId.FIELD, RequestId.next(ids));
        response.setHeader("Cache-Control", cache);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    private Reply look(Context context) {
        var changed = Optional.ofNullable(context.queryParam("v")).filter(version -> version.matches("[0-9]{1,15}")).map(Long::valueOf);
        return page(center.look(new Visitor(context.pathParam("token"), languages(context), true), changed));
    }

    private Reply posted(Context context, boolean inAddress) {
        var type = Optional.ofNullable(context.header("Content-Type")).orElse("").toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        var form = type.equals(FORM) ? CenterForm.of(Front.body(context)) : Optional.<CenterForm>empty();
        if (form.isEmpty()) {
            return sentence(context, type.equals(FORM) ? 400 : 415, "failed.title", "failed");
        }
        var visitor = new Visitor(inAddress ? context.pathParam("token") : form.get().field("token"), languages(context), inAddress);
        if (form.get().field("do").isEmpty() && !inAddress) {
            return page(center.look(visitor, Optional.empty()));
        }
        var done = center.act(visitor, form.get());
        return done.version().map(version -> Reply.nothing(303).with("Location", "?v=" + version + "#result")).orElseGet(() -> page(done.shown().orElseThrow()));
    }

    private static Reply page(Center.Shown shown) {
        return Reply.bytes(shown.status(), HTML, shown.page().getBytes(StandardCharsets.UTF_8));
    }

    private static Reply problem(Context context, Problem problem) {
        int status = problem.kind().status();
        if (problem.kind() == Kind.UNAUTHENTICATED) {
            boolean link = context.path().startsWith("/center/");
            return sentence(context, status, link ? "gone.title" : "session.title", link ? "gone" : "session").with("WWW-Authenticate", "Bearer");
        }
        var seconds = Long.toString(problem.retryAfterSeconds().orElse(60));
        if (problem.kind() == Kind.RATE_LIMITED) {
            var phrases = phrases(context);
            return html(context, status, phrases.say("center.often.title"), phrases.say("center.often.text", "count", Long.valueOf(seconds))).with("Retry-After", seconds);
        }
        var failed = sentence(context, status, "failed.title", "failed");
        return problem.kind() == Kind.UNAVAILABLE ? failed.with("Retry-After", seconds) : failed;
    }

    private static Reply sentence(Context context, int status, String title, String text) {
        var phrases = phrases(context);
        return html(context, status, phrases.say("center." + title), phrases.say("center." + text));
    }

    private static Reply html(Context context, int status, String title, String text) {
        var files = context.path().equals("/center") ? "center/" : "";
        return Reply.bytes(status, HTML, CenterShell.sentence(phrases(context), title, text, files).getBytes(StandardCharsets.UTF_8));
    }

    /** Before anybody is known, what the browser asks for is all there is to go by. */
    private static Phrases phrases(Context context) {
        return Phrases.in(Languages.best(languages(context), Phrases.LANGUAGES).orElse(Phrases.LANGUAGES.get(0)));
    }

    private static String languages(Context context) {
        return Optional.ofNullable(context.header("Accept-Language")).orElse("");
    }
}
