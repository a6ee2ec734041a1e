package dev.heed.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Which records of the consent log are asked for. What is empty does not narrow. */
public record Filter(Optional<Instant> from, Optional<Instant> to, Optional<String> customerId, Optional<String> kind,
                     Optional<String> setting, Optional<String> status, Optional<String> source) {
    private static final byte[] KIND = ascii("kind");
    private static final byte[] SETTING = ascii("setting");
    private static final byte[] TYPE = ascii("type");
    private static final byte[] ID = ascii("id");
    private static final byte[] STATUS = ascii("status");
    private static final byte[] SURFACE = ascii("surface");
    private static final byte[] RECORDED_AT = ascii("recordedAt");

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
        return says(entry, KIND, kind) && says(entry, STATUS, status) && says(entry, SURFACE, source)
            && setting.map(wanted -> fits(entry, wanted)).orElse(true) && (from.isEmpty() && to.isEmpty() || fits(entry.moment(RECORDED_AT)));
    }

    private boolean fits(Instant recordedAt) {
        return from.map(start -> !recordedAt.isBefore(start)).orElse(true) && to.map(recordedAt::isBefore).orElse(true);
    }

    private static boolean says(Members entry, byte[] name, Optional<String> wanted) {
        return wanted.map(text -> entry.says(entry.find(name), ascii(text))).orElse(true);
    }

    private static boolean fits(Members entry, String wanted) {
        int setting = entry.find(SETTING);
        if (setting == Members.NONE) {
            return false;
        }
        var parts = wanted.split(":", 2);
        var named = entry.within(setting);
        return named.says(named.find(TYPE), ascii(parts[0])) && (parts.length == 1 || named.says(named.find(ID), ascii(parts[1])));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
