package dev.heed.sdk.offline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sdk.Customer;
import dev.heed.sdk.model.Change;
import dev.heed.sdk.model.ConsentRecord;
import dev.heed.sdk.model.HistoryItem;
import dev.heed.sdk.model.Preferences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is left of changes that were made on a version which is not the newest any more: setting by setting, whatever protects more.
 *
 * <p>A setting that nobody else touched since is changed as the customer wanted. Of one that was touched elsewhere, the more protective value
 * stays; where neither protects (a tone, a language), the one that was chosen later.
 */
final class Resolution {
    /** All settings at once: of an erasure, of a kind newer than this SDK, or where it is not known what the change was made on. */
    private static final String ANY = "";

    private final Map<String, Instant> touched = new HashMap<>();
    private final boolean erased;
    final List<Waiting> left = new ArrayList<>();
    final List<String> overruled = new ArrayList<>();

    private Resolution(boolean erased) {
        this.erased = erased;
    }

    /** Asks the server what was changed since, as far as it must. */
    static Resolution of(State before, Preferences now, Customer customer) {
        boolean erasedNow = Boolean.TRUE.equals(now.getErased()) && now.getVersion() != before.version;
        boolean erased = before.version >= 0 && (erasedNow || now.getVersion() < before.version);
        Resolution resolution = new Resolution(erased);
        if (before.version < 0) {
            resolution.touched.put(ANY, Instant.EPOCH);
        } else if (now.getVersion() > before.version) {
            resolution.touchedSince(before.version, customer);
        }
        return resolution;
    }

    private void touchedSince(long version, Customer customer) {
        for (HistoryItem item : customer.history()) {
            Change change = item.getChange();
            if (change == null || change.getPreferencesVersion() == null) {
                continue;
            }
            if (change.getPreferencesVersion() <= version) {
                return;
            }
            for (ConsentRecord record : change.getRecords()) {
                Instant at = record.getOccurredAt() == null ? item.getAt() : record.getOccurredAt();
                touched.merge(Settings.pointer(record.getSetting()), at, (one, other) -> one.isAfter(other) ? one : other);
            }
        }
    }

    /** Goes through what waits, in order, each on top of what was left of those before it. */
    Resolution resolve(List<Waiting> waiting, Map<String, JsonNode> served) {
        Map<String, JsonNode> current = served;
        for (Waiting change : waiting) {
            Map<String, JsonNode> kept = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> setting : Settings.single(change.settings(), current).entrySet()) {
                if (stays(setting.getKey(), setting.getValue(), current.get(setting.getKey()), change.madeAt)) {
                    kept.put(setting.getKey(), setting.getValue());
                }
            }
            if (!kept.isEmpty()) {
                left.add(kept.equals(change.settings()) ? change : change.with(kept));
                current = Settings.patched(current, kept);
            }
        }
        return this;
    }

    private boolean stays(String pointer, JsonNode queued, JsonNode servers, Instant madeAt) {
        if (erased) {
            // To choose anything would take the customer in again.
            overruled.add(pointer);
            return false;
        }
        boolean same = queued.isNull() ? servers == null : Objects.equals(queued, servers);
        Instant touchedAt = touched.getOrDefault(pointer, touched.get(ANY));
        if (same || touchedAt == null) {
            return !same;
        }
        Protective.Which which = Protective.of(pointer, queued, servers);
        boolean stays = which == Protective.Which.QUEUED || which == Protective.Which.NEITHER && madeAt.isAfter(touchedAt);
        if (!stays) {
            overruled.add(pointer);
        }
        return stays;
    }
}
