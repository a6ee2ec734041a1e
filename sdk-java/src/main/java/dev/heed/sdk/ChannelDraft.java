package dev.heed.sdk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.model.Caller;
import dev.heed.sdk.model.Day;
import dev.heed.sdk.model.Hours;
import dev.heed.sdk.model.Per;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** The part of a change that is about one channel. */
public final class ChannelDraft {
    private final Draft draft;
    private final ObjectNode channels;
    private final String id;

    ChannelDraft(Draft draft, ObjectNode channels, String id) {
        this.draft = draft;
        this.channels = channels;
        this.id = id;
    }

    /** Yes to this channel. */
    public ChannelDraft allow() {
        choice().put("allowed", true);
        return this;
    }

    /** No to this channel. */
    public ChannelDraft refuse() {
        choice().put("allowed", false);
        return this;
    }

    /** Takes the yes or no back; cap, hours and callers stay. */
    public ChannelDraft unset() {
        choice().putNull("allowed");
        return this;
    }

    /** Takes everything back that was chosen about this channel. */
    public ChannelDraft unsetAll() {
        channels.putNull(id);
        return this;
    }

    /** At most so many messages in any such span on this channel. */
    public ChannelDraft atMost(int max, Per per) {
        choice().set("frequency", Draft.frequency(max, per));
        return this;
    }

    /** Takes the cap on this channel back. */
    public ChannelDraft unsetFrequency() {
        choice().putNull("frequency");
        return this;
    }

    /** Be contacted on this channel only on these days between these local times, {@code HH:MM}. */
    public ChannelDraft contactHours(String from, String to, Day... days) {
        return contactHours(Draft.hours(from, to, days));
    }

    /** Be contacted on this channel only in these hours. */
    public ChannelDraft contactHours(List<Hours> hours) {
        choice().set("contactHours", Draft.tree(hours));
        return this;
    }

    /** Takes the hours of this channel back. */
    public ChannelDraft unsetContactHours() {
        choice().putNull("contactHours");
        return this;
    }

    /** Be called only by these. */
    public ChannelDraft callers(Caller... callers) {
        ArrayNode array = choice().putArray("callers");
        Known.values(new LinkedHashSet<>(Arrays.asList(callers))).forEach(caller -> array.add(caller.getValue()));
        return this;
    }

    /** Takes the choice of callers back. */
    public ChannelDraft unsetCallers() {
        choice().putNull("callers");
        return this;
    }

    /** Back to the change, to write down more. */
    public Draft and() {
        return draft;
    }

    private ObjectNode choice() {
        return Draft.choice(channels, id);
    }
}
