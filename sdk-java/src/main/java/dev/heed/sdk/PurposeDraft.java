package dev.heed.sdk;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The part of a change that is about one use of data. */
public final class PurposeDraft {
    private final Draft draft;
    private final ObjectNode purposes;
    private final String id;

    PurposeDraft(Draft draft, ObjectNode purposes, String id) {
        this.draft = draft;
        this.purposes = purposes;
        this.id = id;
    }

    /** Yes to this use of data. */
    public PurposeDraft allow() {
        Draft.choice(purposes, id).put("allowed", true);
        return this;
    }

    /** No to this use of data. */
    public PurposeDraft refuse() {
        Draft.choice(purposes, id).put("allowed", false);
        return this;
    }

    /** Takes the yes or no back. */
    public PurposeDraft unset() {
        Draft.choice(purposes, id).putNull("allowed");
        return this;
    }

    /** Back to the change, to write down more. */
    public Draft and() {
        return draft;
    }
}
