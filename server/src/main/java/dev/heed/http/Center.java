package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.access.Access;
import dev.heed.access.Caller;
import dev.heed.access.RateLimiter;
import dev.heed.brand.Labels;
import dev.heed.choice.Setting.Type;
import dev.heed.choice.SettingChange;
import dev.heed.consent.Circumstances;
import dev.heed.customer.CustomerId;
import dev.heed.http.CenterView.Outcome;
import dev.heed.preferences.Change;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.preferences.Preferences;
import dev.heed.preferences.Reach;
import dev.heed.problem.Fault;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.rights.Sentences;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.words.Phrases;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The hosted preference center: what somebody sees and does who opened a link, or whom the brand's page sent here with a customer token.
 *
 * <p>What is done here is done as through the API, by the same door and within the same reach and limits.
 */
final class Center {
    private final Database database;
    private final Access access;
    private final RateLimiter limiter;
    private final Server.Limits limits;
    private final PreferenceCenter preferences;

    Center(Server.Doors doors, RateLimiter limiter, Server.Limits limits) {
        this.database = doors.database();
        this.access = doors.access();
        this.preferences = doors.preferences();
        this.limiter = limiter;
        this.limits = limits;
    }

    /**
     * Somebody at the center.
     *
     * @param token what they opened it with
     * @param languages what their browser says they read
     * @param inAddress whether the token stands in the address, as a link's does and nothing else's may
     */
    record Visitor(String token, String languages, boolean inAddress) {}

    /** What is shown, with a status. */
    record Shown(int status, String page) {}

    /** What was done: which version to show, or a page to show at once. */
    record Done(Optional<Long> version, Optional<Shown> shown) {}

    /**
     * Whose credential it is.
     *
     * @throws Problem unauthenticated when it opens nothing here; rate_limited
     */
    private Caller admit(Visitor visitor, boolean writes) {
        var caller = access.caller(visitor.token);
        if (caller.customer().isEmpty() || caller.isLink() != visitor.inAddress) {
            throw Problem.of(Kind.UNAUTHENTICATED);
        }
        var left = limiter.take(caller.identity(), limits.of(caller, writes));
        if (left.exceeded()) {
            throw Problem.rateLimited(left.retryAfterSeconds());
        }
        return caller;
    }

    /** The settings as they are; with what the change to a version did, where that is the newest. */
    Shown look(Visitor visitor, Optional<Long> changedTo) {
        var caller = admit(visitor, false);
        return show(visitor, caller, 200, (current, say) -> changedTo.isEmpty() || changedTo.get() != current.version() ? new Outcome.Nothing() : saved(caller, current, say));
    }

    private Outcome saved(Caller caller, Preferences current, Sentences say) {
        var last = database.read(tx -> preferences.lastChange(tx, current.customer(), reach(caller)));
        return last.isEmpty() ? new Outcome.Nothing() : new Outcome.Saved(last.get().changes().stream().map(change -> said(change, say)).toList());
    }

    private static String said(SettingChange change, Sentences say) {
        return say.choice(change.setting(), change.after());
    }

    private static Reach reach(Caller caller) {
        return caller.isLink() ? Reach.LESS_CONTACT : Reach.ANYTHING;
    }

    /** Does what the form asks for. */
    Done act(Visitor visitor, CenterForm form) {
        var caller = admit(visitor, true);
        var customer = caller.customer().orElseThrow();
        var before = preferences.current(customer);
        try {
            var after = apply(caller, customer, before, form);
            if (after.isEmpty()) {
                return refused(visitor, caller, 400, "invalid", List.of());
            }
            return after.get().version() > before.version() && caller.isLink() ? new Done(Optional.of(after.get().version()), Optional.empty())
                : new Done(Optional.empty(), Optional.of(show(visitor, caller, 200, (current, say) -> after.get().version() > before.version() ? saved(caller, current, say) : new Outcome.Saved(List.of()))));
        } catch (Problem problem) {
            return switch (problem.kind()) {
                case STALE_VERSION -> refused(visitor, caller, 412, "stale", List.of());
                case FORBIDDEN -> refused(visitor, caller, 403, "looser", problem.faults());
                case CATALOG_VIOLATION, CONTRACT_VIOLATION -> refused(visitor, caller, 400, "invalid", List.of());
                default -> throw problem;
            };
        }
    }

    /** Empty when the form is none of ours. */
    private Optional<Preferences> apply(Caller caller, CustomerId customer, Preferences before, CenterForm form) {
        var language = language(caller, before, "");
        var circumstances = Circumstances.of(Json.object().put("surface", caller.isLink() ? "link" : "hosted_page").put("language", new Labels(before.catalog(), language).tag()));
        Predicate<Preferences> fresh = current -> current.etag().equals(form.field("etag"));
        var what = form.field("do");
        if (what.equals("undo")) {
            return Optional.of(database.write(tx -> preferences.revert(tx, customer, Math.max(0, before.version() - 1), circumstances, fresh, reach(caller))));
        }
        boolean settings = what.equals("save");
        var patch = settings ? form.patch(before) : CenterPage.act(what, before.at());
        if (patch.map(ObjectNode::isEmpty).orElse(false)) {
            return Optional.of(before);
        }
        // One button needs no knowledge of the rest: it holds whatever happened meanwhile.
        return patch.map(choices -> database.write(tx -> preferences.change(tx, customer, new Change(choices, circumstances, settings ? fresh : any -> true, reach(caller)))));
    }

    private Done refused(Visitor visitor, Caller caller, int status, String key, List<Fault> faults) {
        return new Done(Optional.empty(), Optional.of(show(visitor, caller, status, (current, say) -> new Outcome.Refused(key, named(current, say, faults)))));
    }

    /** What the faults are about, in words. */
    private static List<String> named(Preferences current, Sentences say, List<Fault> faults) {
        return CenterForm.settings(current.catalog()).values().stream()
            .filter(setting -> faults.stream().anyMatch(fault -> fault.pointer().equals("/chosen" + setting.pointer()))).sorted().map(say::setting).toList();
    }

    private interface Telling {
        Outcome outcome(Preferences current, Sentences say);
    }

    private Shown show(Visitor visitor, Caller caller, int status, Telling telling) {
        var current = preferences.current(caller.customer().orElseThrow());
        var language = language(caller, current, visitor.languages);
        var last = database.read(tx -> preferences.lastChange(tx, current.customer(), reach(caller)));
        var view = new CenterView(current, reach(caller), Optional.of(visitor.token).filter(token -> !visitor.inAddress), Phrases.in(language), new Labels(current.catalog(), language), last,
            telling.outcome(current, Sentences.of(current, Phrases.in(language).language())));
        return new Shown(status, CenterPage.of(view));
    }

    /** The link's, else what the customer chose, else what their browser asks for, else the brand's first. */
    private static String language(Caller caller, Preferences current, String accepted) {
        var languages = current.catalog().brand().languages();
        return caller.language().filter(languages::contains).or(() -> current.chosen().text(Type.LANGUAGE).filter(languages::contains))
            .or(() -> Languages.best(accepted, languages)).orElse(languages.get(0));
    }
}
