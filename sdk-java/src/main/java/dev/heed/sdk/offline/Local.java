package dev.heed.sdk.offline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/** What may be done as far as this device knows: only what the server permits and nothing that waits refuses. Pure. */
final class Local {
    private final State state;
    private final Map<String, JsonNode> chosen;
    private final Map<String, JsonNode> served;
    private final Instant now;

    Local(State state, Instant now) {
        this.state = state;
        this.chosen = state.chosen();
        this.served = state.served();
        this.now = now;
    }

    boolean allows(String channel, String topic) {
        boolean byServer = state.effective().path("topics").path(topic).path("channels").path(channel).path("value").booleanValue();
        boolean silent = Protective.isTrue(chosen.get("/stopped")) || Protective.isTrue(chosen.get("/restricted"))
                || Protective.end(chosen.get("/paused")).isAfter(now);
        return byServer && (!silent || state.isEssential(topic)) && !refused("/channels/" + channel + "/allowed")
                && !refused("/topics/" + topic + "/allowed") && !refused("/topics/" + topic + "/channels/" + channel);
    }

    boolean permits(String purpose) {
        boolean byServer = state.effective().path("purposes").path(purpose).path("allowed").path("value").booleanValue();
        return byServer && !Protective.isTrue(chosen.get("/restricted")) && !refused("/purposes/" + purpose + "/allowed");
    }

    /** A yes that is taken back may have been all that something rested on. */
    private boolean refused(String pointer) {
        JsonNode wanted = chosen.get(pointer);
        return Protective.isFalse(wanted) || wanted == null && Protective.isTrue(served.get(pointer));
    }
}
