package dev.heed.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.Circumstances;
import dev.heed.sdk.model.Day;
import dev.heed.sdk.model.Frequency;
import dev.heed.sdk.model.Hours;
import dev.heed.sdk.model.Overflow;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.model.PreferencesPatch;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A change being written down.
 *
 * <p>What it does not mention stays as it was, what it unsets was never chosen, what it sets is chosen. The last word on a setting counts.
 */
public final class Draft extends Circumstanced<Draft> {
    private final ObjectNode chosen = JsonNodeFactory.instance.objectNode();

    Draft() {}

    @Override
    Draft self() {
        return this;
    }

    /** Be spoken to in this language, a BCP 47 tag. */
    public Draft language(String tag) {
        return put("language", tag);
    }

    /** Takes the choice of language back. */
    public Draft unsetLanguage() {
        return unset("language");
    }

    /** Live in this time zone, an IANA name. */
    public Draft timeZone(String name) {
        return put("timeZone", name);
    }

    /** Takes the choice of time zone back. */
    public Draft unsetTimeZone() {
        return unset("timeZone");
    }

    /** Be spoken to in this tone of the catalog. */
    public Draft tone(String id) {
        return put("tone", id);
    }

    /** Takes the choice of tone back. */
    public Draft unsetTone() {
        return unset("tone");
    }

    /** Be this close: a relationship of the catalog, with its preset. */
    public Draft relationship(String id) {
        return put("relationship", id);
    }

    /** Takes the choice of relationship back. */
    public Draft unsetRelationship() {
        return unset("relationship");
    }

    /** Nothing but what is essential, with no data but what a contract or the law asks for (GDPR Article 18). */
    public Draft restrictProcessing() {
        chosen.put("restricted", true);
        return this;
    }

    /** No longer restricted; everything else holds again as it was chosen. */
    public Draft liftRestriction() {
        chosen.put("restricted", false);
        return this;
    }

    /** Takes the choice to restrict, or not to, back. */
    public Draft unsetRestricted() {
        return unset("restricted");
    }

    /** Nothing more that can be refused. */
    public Draft stopEverything() {
        chosen.put("stopped", true);
        return this;
    }

    /** No longer stopped; everything else holds again as it was chosen. */
    public Draft resume() {
        chosen.put("stopped", false);
        return this;
    }

    /** Takes the choice to stop, or not to, back. */
    public Draft unsetStopped() {
        return unset("stopped");
    }

    /** Nothing that can be refused until then. */
    public Draft pauseUntil(Instant end) {
        chosen.putObject("paused").put("until", Json.text(end));
        return this;
    }

    /** Ends a pause, or takes it back before it began. */
    public Draft endPause() {
        return unset("paused");
    }

    /** At most so many messages in any such span, over all channels together. */
    public Draft atMost(int max, Per per) {
        chosen.set("frequency", frequency(max, per));
        return this;
    }

    /** Takes the cap over all channels back. */
    public Draft unsetFrequency() {
        return unset("frequency");
    }

    /** Be contacted only on these days between these local times, {@code HH:MM}. */
    public Draft contactHours(String from, String to, Day... days) {
        return contactHours(hours(from, to, days));
    }

    /** Be contacted only in these hours. */
    public Draft contactHours(List<Hours> hours) {
        chosen.set("contactHours", tree(hours));
        return this;
    }

    /** Takes the contact hours back. */
    public Draft unsetContactHours() {
        return unset("contactHours");
    }

    /** What becomes of a message over the cap. */
    public Draft overflow(Overflow overflow) {
        return put("overflow", Known.value(overflow).getValue());
    }

    /** Takes the choice of what becomes of such a message back. */
    public Draft unsetOverflow() {
        return unset("overflow");
    }

    /** The channel to try first. */
    public Draft preferredChannel(String id) {
        return put("preferredChannel", id);
    }

    /** Takes the preferred channel back. */
    public Draft unsetPreferredChannel() {
        return unset("preferredChannel");
    }

    /** The choices about one channel of the catalog. */
    public ChannelDraft channel(String id) {
        return new ChannelDraft(this, choice(chosen, "channels"), id);
    }

    /** The choices about one topic of the catalog. */
    public TopicDraft topic(String id) {
        return new TopicDraft(this, choice(chosen, "topics"), id);
    }

    /** The choices about one use of data of the catalog. */
    public PurposeDraft purpose(String id) {
        return new PurposeDraft(this, choice(chosen, "purposes"), id);
    }

    /** A change as a merge patch, for whoever keeps it before it is sent. */
    public static PreferencesPatch written(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return draft.patch();
    }

    PreferencesPatch patch() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("chosen", chosen);
        Circumstances told = told();
        if (told != null) {
            document.set("circumstances", Json.mapper().valueToTree(told));
        }
        return PreferencesPatch.of(document);
    }

    static ObjectNode frequency(int max, Per per) {
        return Json.mapper().valueToTree(new Frequency().max(max).per(Known.value(per)));
    }

    static List<Hours> hours(String from, String to, Day... days) {
        return Arrays.asList(
                new Hours().from(from).to(to).days(new LinkedHashSet<>(Arrays.asList(days))));
    }

    static JsonNode tree(List<Hours> hours) {
        hours.forEach(Known::hours);
        return Json.mapper().valueToTree(hours);
    }

    /** The object to write choices into; it takes the place of a {@code null} that was written before. */
    static ObjectNode choice(ObjectNode parent, String member) {
        JsonNode present = parent.get(Objects.requireNonNull(member, "id"));
        return present instanceof ObjectNode ? (ObjectNode) present : parent.putObject(member);
    }

    private Draft put(String member, String value) {
        chosen.put(member, Objects.requireNonNull(value, member));
        return this;
    }

    private Draft unset(String member) {
        chosen.putNull(member);
        return this;
    }
}
