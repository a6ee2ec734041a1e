package dev.heed.consent;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.choice.Setting;
import dev.heed.store.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Where each of a customer's consents stands: the newest record of each, in brief. */
public final class Standing {
    /** Nothing was ever asked. */
    public static final Standing NONE = new Standing(null, States.NONE, Unfiled.NONE);

    private final Unfiled unfiled;
    private byte[] stored;
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

    /** As it is stored: by setting, status, time, index and version of the notice. Shared: not to be changed. Two threads may both make it, and find the same. */
    public byte[] bytes() {
        var known = stored;
        if (known == null) {
            known = Json.bytes(json -> {
                var all = states();
                for (int at = 0; at < all.size(); at++) {
                    write(json, all.setting(at), all.get(at));
                }
            });
            stored = known;
        }
        return known;
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
        var bytes = stored != null && changes.size() == 1 ? replaced(stored, states().find(changes.firstKey()), changes.firstKey(), changes.get(changes.firstKey())) : null;
        return new Standing(bytes, states().changed(changes), unfiled);
    }

    /**
     * What is stored, with one state replaced, which is quicker than to write them all: members stand in the order of settings, and only the end of one has a
     * bracket that closes, for no id has.
     *
     * @return null where that state is not there
     */
    private static byte[] replaced(byte[] stored, int at, Setting setting, State state) {
        var member = Json.bytes(json -> write(json, setting, state));    // in braces
        int from = 1;
        for (int before = 0; before < at; before++) {
            from = end(stored, from) + 1;
        }
        int name = setting.name().asQuotedUTF8().length + 2;    // in quotes
        if (at < 0 || from + name > stored.length || !Arrays.equals(stored, from, from + name, member, 1, 1 + name)) {
            return null;
        }
        int to = end(stored, from);
        var replaced = new byte[from + member.length - 2 + stored.length - to];
        System.arraycopy(stored, 0, replaced, 0, from);
        System.arraycopy(member, 1, replaced, from, member.length - 2);
        System.arraycopy(stored, to, replaced, from + member.length - 2, stored.length - to);
        return replaced;
    }

    private static int end(byte[] stored, int from) {
        int at = from;
        while (stored[at] != ']') {
            at++;
        }
        return at + 1;
    }

    Standing with(Unfiled unfiled) {
        return new Standing(stored, states, unfiled);
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
