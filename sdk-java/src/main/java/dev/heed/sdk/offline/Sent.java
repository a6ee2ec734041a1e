package dev.heed.sdk.offline;

import dev.heed.sdk.HeedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What became of the changes that waited. */
public final class Sent {
    private final List<Refused> refused = new ArrayList<>();
    private final List<String> overruled = new ArrayList<>();
    private int sent;
    private int waiting;
    private HeedException heldBy;

    Sent() {}

    void one() {
        sent++;
    }

    void refused(List<String> settings, HeedException why) {
        refused.add(new Refused(settings, why));
    }

    void overruled(List<String> settings) {
        overruled.addAll(settings);
    }

    void heldBy(HeedException why) {
        heldBy = why;
    }

    Sent waiting(int changes) {
        waiting = changes;
        return this;
    }

    /** How many changes the server took, in the order in which they were made. */
    public int sent() {
        return sent;
    }

    /** How many still wait, and still bind here. */
    public int waiting() {
        return waiting;
    }

    /** Settings, by their pointers, that were changed elsewhere meanwhile and stay as they are there, which protects more or is newer. */
    public List<String> overruled() {
        return Collections.unmodifiableList(overruled);
    }

    /** What the server will never take, such as a topic that the brand no longer offers. It was dropped: tell the customer. */
    public List<Refused> refused() {
        return Collections.unmodifiableList(refused);
    }

    /**
     * Why changes still wait: no connection ({@link dev.heed.sdk.UnavailableException}), a token that is no longer good ({@link
     * dev.heed.sdk.NotAllowedException}), or else. Empty when none waits.
     */
    public Optional<HeedException> heldBy() {
        return Optional.ofNullable(heldBy);
    }

    /** Settings that were dropped, and why. */
    public static final class Refused {
        private final List<String> settings;
        private final HeedException why;

        Refused(List<String> settings, HeedException why) {
            this.settings = settings;
            this.why = why;
        }

        /** Their JSON Pointers into the choices. */
        public List<String> settings() {
            return Collections.unmodifiableList(settings);
        }

        /** What the server said. */
        public HeedException why() {
            return why;
        }
    }
}
