package dev.heed.sdk;

import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.ActorType;
import dev.heed.sdk.model.Circumstances;
import dev.heed.sdk.model.Surface;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Something being written down together with how it came about. All of it becomes evidence.
 *
 * @param <D> the draft itself
 */
public abstract class Circumstanced<D extends Circumstanced<D>> {
    final Circumstances circumstances = new Circumstances();
    private final Map<String, Long> notices = new LinkedHashMap<>();

    Circumstanced() {}

    abstract D self();

    /** Where the choice was made. */
    public D from(Surface surface) {
        circumstances.surface(Known.value(surface));
        return self();
    }

    /** Who made the choice. */
    public D by(ActorType actor) {
        circumstances.actor(Known.value(actor));
        return self();
    }

    /** Who made the choice for the customer, with the brand's own id of that agent or system. */
    public D by(ActorType actor, String actorId) {
        circumstances.actorId(Objects.requireNonNull(actorId, "actorId"));
        return by(actor);
    }

    /** Why, in the customer's own words. */
    public D because(String reason) {
        circumstances.reason(Objects.requireNonNull(reason, "reason"));
        return self();
    }

    /** The language in which the customer was asked, as a BCP 47 tag. */
    public D inLanguage(String tag) {
        circumstances.language(Objects.requireNonNull(tag, "tag"));
        return self();
    }

    /** Which version of a notice was shown; the newest is taken when nothing is told. */
    public D sawNotice(String noticeId, long version) {
        notices.put(Objects.requireNonNull(noticeId, "noticeId"), version);
        circumstances.notices(notices);
        return self();
    }

    /** When the choice was made, if earlier than now: an app that was offline. */
    public D madeAt(Instant moment) {
        circumstances.occurredAt(Objects.requireNonNull(moment, "moment"));
        return self();
    }

    /** The customer's internet address and browser or app, when the brand's backend acts for the customer. */
    public D onDevice(String ip, String userAgent) {
        circumstances.ip(Objects.requireNonNull(ip, "ip"));
        circumstances.userAgent(Objects.requireNonNull(userAgent, "userAgent"));
        return self();
    }

    /** What was told, or null when nothing was. */
    final Circumstances told() {
        return Json.mapper().valueToTree(circumstances).isEmpty() ? null : circumstances;
    }
}
