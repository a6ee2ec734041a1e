package dev.heed.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Catalog;
import dev.heed.problem.Fault;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a choice came about.
 *
 * @param surface where it was made
 * @param actor who made it: customer, agent or system
 * @param language in which the customer was asked, if told
 * @param notices the versions of the notices that were shown, by id
 * @param occurredAt when it was made, if told
 * @param personal what is disclosed only with the record: actorId, ip, userAgent, reason
 */
public record Circumstances(String surface, String actor, Optional<String> language, Map<String, Long> notices,
                            Optional<Instant> occurredAt, ObjectNode personal) {
    private static final List<String> PERSONAL = List.of("actorId", "ip", "userAgent", "reason");
    private static final Duration LATEST = Duration.ofMinutes(1);
    private static final Duration EARLIEST = Duration.ofDays(30);

    /**
     * Reads what the contract calls circumstances; absent members get their defaults.
     *
     * @param json may be missing as a whole
     */
    public static Circumstances of(JsonNode json) {
        var notices = new LinkedHashMap<String, Long>();
        json.path("notices").properties().forEach(notice -> notices.put(notice.getKey(), notice.getValue().longValue()));
        var personal = Json.object();
        PERSONAL.stream().filter(json::has).forEach(name -> personal.set(name, json.get(name)));
        return new Circumstances(json.path("surface").asText("api"), json.path("actor").asText("customer"),
            Optional.ofNullable(json.path("language").textValue()), notices,
            Optional.ofNullable(json.path("occurredAt").textValue()).map(text -> Times.parse(text, "/circumstances/occurredAt").truncatedTo(ChronoUnit.MILLIS)), personal);
    }

    /** Whether the customer made it, rather than somebody for them. */
    public boolean byCustomer() {
        return actor.equals("customer");
    }

    /** What is wrong with them, every fault. */
    public List<Fault> faults(Catalog catalog, Instant now) {
        var faults = new ArrayList<Fault>();
        if (language.isPresent() && !catalog.brand().languages().contains(language.get())) {
            faults.add(new Fault("/circumstances/language", "the brand's notices are in " + String.join(", ", catalog.brand().languages())));
        }
        notices.forEach((id, version) -> {
            var at = "/circumstances/notices/" + id;
            if (catalog.notice(id).isEmpty()) {
                faults.add(new Fault(at, "there is no notice " + id));
            } else if (catalog.notice(id, version).isEmpty()) {
                faults.add(new Fault(at, "the notice has no version " + version));
            } else if (catalog.outdated(id, version)) {
                faults.add(new Fault(at, "version " + version + " is outdated; show version " + catalog.notice(id).get().version()));
            }
        });
        if (occurredAt.isPresent() && occurredAt.get().isAfter(now.plus(LATEST))) {
            faults.add(new Fault("/circumstances/occurredAt", "this is in the future"));
        }
        if (occurredAt.isPresent() && occurredAt.get().isBefore(now.minus(EARLIEST))) {
            faults.add(new Fault("/circumstances/occurredAt", "this is more than 30 days ago"));
        }
        return faults;
    }

    /**
     * The notice that was shown when asking, as far as the circumstances and the catalog tell.
     *
     * @param then the version that was shown when a consent was given that is given again
     */
    Optional<NoticeShown> shown(Catalog catalog, String notice, Optional<Long> then) {
        var version = then.or(() -> Optional.ofNullable(notices.get(notice)));
        var shown = version.isPresent() ? catalog.notice(notice, version.get()) : catalog.notice(notice);
        return shown.map(it -> NoticeShown.of(it, language.orElse(catalog.brand().languages().get(0))));
    }

    /** The same on another surface. */
    public Circumstances on(String where) {
        return new Circumstances(where, actor, language, notices, occurredAt, personal);
    }
}
