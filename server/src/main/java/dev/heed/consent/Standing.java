package dev.heed.consent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.choice.Setting;
import dev.heed.store.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where each of a customer's consents stands: the newest record of each, in brief. */
public final class Standing {
    /** Nothing was ever asked. */
    public static final Standing NONE = new Standing(new TreeMap<>());

    private final SortedMap<Setting, State> states;

    /**
     * Where one consent stands.
     *
     * @param since when the customer chose so
     * @param index its newest record's place in the log
     * @param noticeVersion which version of its notice was shown; 0 when none
     */
    public record State(ConsentStatus status, Instant since, long index, long noticeVersion) {}

    private Standing(SortedMap<Setting, State> states) {
        this.states = Collections.unmodifiableSortedMap(states);
    }

    /** Reads what {@link #bytes} wrote. */
    public static Standing of(byte[] stored) {
        var states = new TreeMap<Setting, State>();
        Json.stored(stored).properties().forEach(member -> states.put(Setting.parse(member.getKey()), state(member.getValue())));
        return new Standing(states);
    }

    private static State state(JsonNode json) {
        return new State(ConsentStatus.of(json.get(0).textValue()), Instant.ofEpochMilli(json.get(1).longValue()), json.get(2).longValue(), json.get(3).longValue());
    }

    /** As it is stored: by setting, status, time, index and version of the notice. */
    public byte[] bytes() {
        var json = Json.object();
        states.forEach((setting, state) -> json.putArray(setting.toString())
            .add(state.status.id()).add(state.since.toEpochMilli()).add(state.index).add(state.noticeVersion));
        return Json.bytes(json);
    }

    /** The standing after one more record. */
    Standing with(ConsentRecord record) {
        if (record.status().isEmpty()) {
            return this;
        }
        var next = new TreeMap<>(states);
        next.put(record.setting(), new State(record.status().get(), record.occurredAt(), record.index(), record.notice().map(NoticeShown::version).orElse(0L)));
        return new Standing(next);
    }

    /** Where one consent stands; empty when it was never recorded. */
    public Optional<State> state(Setting setting) {
        return Optional.ofNullable(states.get(setting));
    }

    /** The status of a consent, {@code unknown} when it was never recorded. */
    public ConsentStatus status(Setting setting) {
        return state(setting).map(State::status).orElse(ConsentStatus.UNKNOWN);
    }

    /** Whether a consent was given and still holds: not withdrawn, not lapsed, its notice not outdated. */
    public boolean holds(Setting setting, Asked asked, Catalog catalog, Instant now) {
        return state(setting).filter(state -> state.status == ConsentStatus.GIVEN)
            .filter(state -> asked.lapses(state.since).map(now::isBefore).orElse(true))
            .filter(state -> asked.notice() == null || !catalog.outdated(asked.notice(), state.noticeVersion))
            .isPresent();
    }

    /** When a consent that was given lapses by itself. */
    public Optional<Instant> lapses(Setting setting, Asked asked) {
        return state(setting).filter(state -> state.status == ConsentStatus.GIVEN).flatMap(state -> asked.lapses(state.since));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Standing that && states.equals(that.states);
    }

    @Override
    public int hashCode() {
        return states.hashCode();
    }
}
