package dev.heed.consent;

import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.choice.Setting;
import dev.heed.store.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where each of a customer's consents stands: the newest record of each, in brief. */
public final class Standing {
    /** Nothing was ever asked. */
    public static final Standing NONE = of(Map.of());

    private final byte[] stored;
    private Map<Setting, State> states;

    /**
     * Where one consent stands.
     *
     * @param since when the customer chose so
     * @param index its newest record's place in the log
     * @param noticeVersion which version of its notice was shown; 0 when none
     */
    public record State(ConsentStatus status, Instant since, long index, long noticeVersion) {}

    private Standing(byte[] stored, Map<Setting, State> states) {
        this.stored = stored;
        this.states = states;
    }

    private static Standing of(Map<Setting, State> states) {
        return new Standing(null, Collections.unmodifiableMap(states));
    }

    /** What {@link #bytes} wrote. It is read when it is first asked, for most questions about most customers need not ask it. */
    public static Standing of(byte[] stored) {
        return new Standing(stored, null);
    }

    /** Two threads may both read it, and find the same. */
    private Map<Setting, State> states() {
        var known = states;
        if (known == null) {
            known = read(stored);
            states = known;
        }
        return known;
    }

    private static Map<Setting, State> read(byte[] stored) {
        var states = new HashMap<Setting, State>();
        Json.eachMember(stored, (name, json) -> {
            var status = ConsentStatus.of(json.nextTextValue());
            var since = Instant.ofEpochMilli(json.nextLongValue(0));
            states.put(Setting.parse(name), new State(status, since, json.nextLongValue(0), json.nextLongValue(0)));
            json.nextToken();
        });
        return Collections.unmodifiableMap(states);    // safe to hand to another thread, which a bare map is not
    }

    /** As it is stored: by setting, status, time, index and version of the notice. */
    public byte[] bytes() {
        return Json.bytes(json -> {
            for (var entry : states().entrySet()) {
                var state = entry.getValue();
                json.writeArrayFieldStart(entry.getKey().toString());
                json.writeString(state.status.id());
                json.writeNumber(state.since.toEpochMilli());
                json.writeNumber(state.index);
                json.writeNumber(state.noticeVersion);
                json.writeEndArray();
            }
        });
    }

    /** The standing after one more record. */
    Standing with(ConsentRecord record) {
        if (record.status().isEmpty()) {
            return this;
        }
        var next = new HashMap<>(states());
        next.put(record.setting(), new State(record.status().get(), record.occurredAt(), record.index(), record.notice().map(NoticeShown::version).orElse(0L)));
        return of(next);
    }

    /** Where one consent stands; empty when it was never recorded. */
    public Optional<State> state(Setting setting) {
        return Optional.ofNullable(states().get(setting));
    }

    /** The status of a consent, {@code unknown} when it was never recorded. */
    public ConsentStatus status(Setting setting) {
        return state(setting).map(State::status).orElse(ConsentStatus.UNKNOWN);
    }

    /** Whether a consent was given and still holds: not withdrawn, not lapsed, its notice not outdated. */
    public boolean holds(Setting setting, Asked asked, Catalog catalog, Instant now) {
        var state = states().get(setting);
        return state != null && state.status == ConsentStatus.GIVEN
            && asked.lapses(state.since).map(now::isBefore).orElse(true)
            && (asked.notice() == null || !catalog.outdated(asked.notice(), state.noticeVersion));
    }

    /** When a consent that was given lapses by itself. */
    public Optional<Instant> lapses(Setting setting, Asked asked) {
        var state = states().get(setting);
        return state == null || state.status != ConsentStatus.GIVEN ? Optional.empty() : asked.lapses(state.since);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Standing that && states().equals(that.states());
    }

    @Override
    public int hashCode() {
        return states().hashCode();
    }
}
