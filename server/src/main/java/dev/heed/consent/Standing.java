package dev.heed.consent;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.choice.Setting;
import dev.heed.store.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Where each of a customer's consents stands: the newest record of each, in brief. */
public final class Standing {
    /** Nothing was ever asked. */
    public static final Standing NONE = new Standing(null, States.NONE, Unfiled.NONE);

    private final Unfiled unfiled;
    /** Null once something changed. */
    private final byte[] stored;
    private States states;

    /**
     * Where one consent stands.
     *
     * @param sinceMillis when the customer chose so, since 1970
     * @param index its newest record's place in the log
     * @param noticeVersion which version of its notice was shown; 0 when none
     */
    public record State(ConsentStatus status, long sinceMillis, long index, long noticeVersion) {
        /** When the customer chose so. */
        public Instant since() {
            return Instant.ofEpochMilli(sinceMillis);
        }
    }

    private Standing(byte[] stored, States states, Unfiled unfiled) {
        this.stored = stored;
        this.states = states;
        this.unfiled = unfiled;
    }

    /** What {@link #bytes} wrote. It is read when it is first asked, for most questions about most customers need not ask it. */
    public static Standing of(byte[] stored) {
        return of(stored, Unfiled.NONE);
    }

    /** The same, with the records that are not filed yet. */
    public static Standing of(byte[] stored, Unfiled unfiled) {
        return new Standing(stored, null, unfiled);
    }

    /** Two threads may both read it, and find the same. */
    private States states() {
        var known = states;
        if (known == null) {
            known = read(stored);
            states = known;
        }
        return known;
    }

    private static States read(byte[] stored) {
        var states = new TreeMap<Setting, State>();
        Json.eachMember(stored, (name, json) -> {
            states.put(Setting.parse(name), new State(ConsentStatus.of(json.nextTextValue()), json.nextLongValue(0), json.nextLongValue(0), json.nextLongValue(0)));
            json.nextToken();
        });
        return States.of(states);
    }

    /** As it is stored: by setting, status, time, index and version of the notice. Shared: not to be changed. */
    public byte[] bytes() {
        return stored != null ? stored : Json.bytes(json -> {
            var all = states();
            for (int at = 0; at < all.size(); at++) {
                write(json, all.setting(at), all.get(at));
            }
        });
    }

    private static void write(JsonGenerator json, Setting setting, State state) throws IOException {
        json.writeFieldName(setting.name());
        json.writeStartArray();
        json.writeString(state.status.id());
        json.writeNumber(state.sinceMillis);
        json.writeNumber(state.index);
        json.writeNumber(state.noticeVersion);
        json.writeEndArray();
    }

    /** The standing after more records, in the order of the log. */
    Standing with(List<ConsentRecord> records) {
        var changes = new TreeMap<Setting, State>();
        for (var record : records) {
            record.status().ifPresent(status -> changes.put(record.setting(),
                new State(status, record.occurredAt().toEpochMilli(), record.index(), record.notice().map(NoticeShown::version).orElse(0L))));
        }
        if (changes.isEmpty()) {
            return this;
        }
        return new Standing(null, states().changed(changes), unfiled);
    }

    Standing with(Unfiled unfiled) {
        return new Standing(stored, states, unfiled);
    }

    /** Of how many consents it tells. */
    public int size() {
        return states().size();
    }

    /** Which of the customer's records are not filed yet. */
    public Unfiled unfiled() {
        return unfiled;
    }

    /** Where one consent stands; empty when it was never recorded. */
    public Optional<State> state(Setting setting) {
        int at = states().find(setting);
        return at < 0 ? Optional.empty() : Optional.of(states().get(at));
    }

    /** The status of a consent, {@code unknown} when it was never recorded. */
    public ConsentStatus status(Setting setting) {
        int at = states().find(setting);
        return at < 0 ? ConsentStatus.UNKNOWN : states().status(at);
    }

    /** Whether a consent was given and still holds: not withdrawn, not lapsed, its notice not outdated. */
    public boolean holds(Setting setting, Asked asked, Catalog catalog, Instant now) {
        int at = states().find(setting);
        return at >= 0 && states.status(at) == ConsentStatus.GIVEN
            && asked.lapses(Instant.ofEpochMilli(states.sinceMillis(at))).map(now::isBefore).orElse(true)
            && (asked.notice() == null || !catalog.outdated(asked.notice(), states.noticeVersion(at)));
    }

    /** When a consent that was given lapses by itself. */
    public Optional<Instant> lapses(Setting setting, Asked asked) {
        int at = states().find(setting);
        return at < 0 || states.status(at) != ConsentStatus.GIVEN ? Optional.empty() : asked.lapses(Instant.ofEpochMilli(states.sinceMillis(at)));
    }

    /** Which records are filed makes no difference. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Standing that && states().equals(that.states());
    }

    @Override
    public int hashCode() {
        return states().hashCode();
    }
}
