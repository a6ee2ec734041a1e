package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.heed.problem.Fault;
import dev.heed.store.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Reads bodies and holds them against the contract; those that come again and again, byte for byte, only once.
 *
 * <p>A change names its customer in the path, so the bodies of all who choose the same are alike. They may tell something personal, too: so what is
 * remembered is forgotten a minute after it was read, however often it comes.
 */
final class Bodies {
    private static final int MOST_BYTES = 512;
    private static final int MOST_BODIES = 2_000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Cache<Sent, JsonNode> known = Caffeine.newBuilder().executor(Runnable::run)
        .maximumSize(MOST_BODIES).expireAfterWrite(KEPT).scheduler(Scheduler.systemScheduler()).build();    // else they would stay until somebody writes again

    /** What came, and what it was held against. */
    private record Sent(Form form, byte[] raw) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Sent that && form == that.form && Arrays.equals(raw, that.raw);
        }

        @Override
        public int hashCode() {
            return 31 * Objects.hashCode(form) + Arrays.hashCode(raw);
        }
    }

    /**
     * A body as JSON.
     *
     * @param alike whether those of many customers may be the same; what is returned is shared then, and must not be changed
     * @param faults takes every way in which it does not match
     * @throws dev.heed.problem.Problem malformed_json when it is no strict JSON
     */
    JsonNode read(Form form, byte[] raw, boolean alike, List<Fault> faults) {
        if (!alike || raw.length > MOST_BYTES) {
            return checked(form, raw, faults);
        }
        var sent = new Sent(form, raw);
        var body = known.getIfPresent(sent);
        if (body == null) {
            int before = faults.size();
            body = checked(form, raw, faults);
            if (faults.size() == before) {
                known.put(sent, body);
            }
        }
        return body;
    }

    private static JsonNode checked(Form form, byte[] raw, List<Fault> faults) {
        var body = Json.read(raw);
        faults.addAll(form.faults(body, ""));
        return body;
    }
}
