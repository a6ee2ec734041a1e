package dev.heed.sdk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.model.Per;
import java.util.Objects;

/** The part of a change that is about one topic. */
public final class TopicDraft {
    private final Draft draft;
    private final ObjectNode topics;
    private final String id;

    TopicDraft(Draft draft, ObjectNode topics, String id) {
        this.draft = draft;
        this.topics = topics;
        this.id = id;
    }

    /** Yes to this topic. */
    public TopicDraft allow() {
        choice().put("allowed", true);
        return this;
    }

    /** No to this topic. */
    public TopicDraft refuse() {
        choice().put("allowed", false);
        return this;
    }

    /** Takes the yes or no back; cap and channels stay. */
    public TopicDraft unset() {
        choice().putNull("allowed");
        return this;
    }

    /** Takes everything back that was chosen about this topic. */
    public TopicDraft unsetAll() {
        topics.putNull(id);
        return this;
    }

    /** At most so many messages on this topic in any such span. */
    public TopicDraft atMost(int max, Per per) {
        choice().set("frequency", Draft.frequency(max, per));
        return this;
    }

    /** Takes the cap on this topic back. */
    public TopicDraft unsetFrequency() {
        choice().putNull("frequency");
        return this;
    }

    /** The choice about this topic on one channel. */
    public OnChannel on(String channelId) {
        return new OnChannel(Objects.requireNonNull(channelId, "channelId"));
    }

    /** Back to the change, to write down more. */
    public Draft and() {
        return draft;
    }

    private ObjectNode choice() {
        return Draft.choice(topics, id);
    }

    /** The part of a change that is about one topic on one channel. */
    public final class OnChannel {
        private final String channelId;

        private OnChannel(String channelId) {
            this.channelId = channelId;
        }

        /** Yes to this topic on this channel. */
        public TopicDraft allow() {
            channels().put(channelId, true);
            return TopicDraft.this;
        }

        /** No to this topic on this channel. */
        public TopicDraft refuse() {
            channels().put(channelId, false);
            return TopicDraft.this;
        }

        /** Takes the yes or no back. */
        public TopicDraft unset() {
            channels().putNull(channelId);
            return TopicDraft.this;
        }

        private ObjectNode channels() {
            return Draft.choice(choice(), "channels");
        }
    }
}
