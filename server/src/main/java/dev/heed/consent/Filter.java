package dev.heed.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.time.Instant;
import java.util.Optional;

/** Which records of the consent log are asked for. What is empty does not narrow. */
public record Filter(Optional<Instant> from, Optional<Instant> to, Optional<String> customerId, Optional<String> kind,
                     Optional<String> setting, Optional<String> status, Optional<String> source) {
    /** Everything. */
    public static final Filter NONE = new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty());

    /** As members of a request, but for the customer. */
    public ObjectNode toJson() {
        var json = Json.object();
        from.ifPresent(start -> json.put("from", Times.text(start)));
        to.ifPresent(end -> json.put("to", Times.text(end)));
        kind.ifPresent(wanted -> json.put("kind", wanted));
        setting.ifPresent(wanted -> json.put("setting", wanted));
        status.ifPresent(wanted -> json.put("status", wanted));
        source.ifPresent(wanted -> json.put("source", wanted));
        return json;
    }

    /** Whether a record is one of them; which customer's it is, is judged elsewhere. */
    boolean fits(Members entry) {
        return says(entry, Names.KIND, kind) && says(entry, Names.STATUS, status) && says(entry, Names.SURFACE, source)
            && setting.map(wanted -> fits(entry, wanted)).orElse(true) && (from.isEmpty() && to.isEmpty() || fits(entry.moment(Names.RECORDED_AT)));
    }

    private boolean fits(Instant recordedAt) {
        return from.map(start -> !recordedAt.isBefore(start)).orElse(true) && to.map(recordedAt::isBefore).orElse(true);
    }

    private static boolean says(Members entry, byte[] name, Optional<String> wanted) {
        return wanted.map(text -> entry.says(entry.find(name), Names.of(text))).orElse(true);
    }

    private static boolean fits(Members entry, String wanted) {
        int setting = entry.find(Names.SETTING);
        if (setting == Members.NONE) {
            return false;
        }
        var parts = wanted.split(":", 2);
        var named = entry.within(setting);
        return named.says(named.find(Names.TYPE), Names.of(parts[0])) && (parts.length == 1 || named.says(named.find(Names.ID), Names.of(parts[1])));
    }
}
