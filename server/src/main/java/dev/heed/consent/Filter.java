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
    boolean fits(ConsentRecord record) {
        return from.map(start -> !record.recordedAt().isBefore(start)).orElse(true)
            && to.map(end -> record.recordedAt().isBefore(end)).orElse(true)
            && kind.map(record.kind()::equals).orElse(true)
            && setting.map(wanted -> fits(record, wanted)).orElse(true)
            && status.map(wanted -> record.status().map(has -> has.id().equals(wanted)).orElse(false)).orElse(true)
            && source.map(record.surface()::equals).orElse(true);
    }

    private static boolean fits(ConsentRecord record, String wanted) {
        var type = record.setting().type().id();
        return wanted.equals(type) || wanted.equals(type + ":" + record.setting().id());
    }
}
