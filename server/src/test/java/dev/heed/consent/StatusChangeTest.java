package dev.heed.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.choice.Setting;
import dev.heed.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is counted of a record is what the whole record says. */
class StatusChangeTest {
    private static final List<Setting> SETTINGS = List.of(Setting.of(Setting.Type.TOPIC, "offers"), Setting.topicChannel("offers", "email"), Setting.of(Setting.Type.PURPOSE, "profiling"),
        Setting.of(Setting.Type.CHANNEL, "email"), Setting.of(Setting.Type.EVERYTHING));
    private static final Instant MADE = Instant.parse("2026-03-29T01:30:00.001Z");

    private static List<Optional<ConsentStatus>> anyStatusOrNone() {
        var all = new ArrayList<Optional<ConsentStatus>>(List.of(Optional.empty()));
        for (var status : ConsentStatus.values()) {
            all.add(Optional.of(status));
        }
        return all;
    }

    private static byte[] entry(Setting setting, Optional<ConsentStatus> previous, Optional<ConsentStatus> status) {
        var record = new ConsentRecord(-1, new UUID(1, 2), setting, status, previous, Optional.empty(), Optional.of(new NoticeShown("status", 5, "en", "previousStatus")), "web \"setting\": {", "customer", 3,
            MADE, MADE.plusMillis(1_999), 0, Optional.empty());
        var entry = record.open().put("index", 7);
        entry.putArray("_sd").add("recordedAt");
        return Json.canonical(entry);
    }

    @Test
    void ofEveryRecordItIsWhatTheWholeRecordSays() {
        for (var setting : SETTINGS) {
            for (var previous : anyStatusOrNone()) {
                for (var status : anyStatusOrNone()) {
                    var entry = entry(setting, previous, status);

                    var whole = ConsentRecord.of(entry, Optional.empty());
                    assertThat(StatusChange.of(Members.of(entry))).as(new String(entry)).isEqualTo(whole.status().map(now ->
                        new StatusChange(whole.setting(), whole.previousStatus().orElse(ConsentStatus.UNKNOWN), now, whole.occurredAt(), whole.recordedAt())));
                    assertThat(whole.status()).isEqualTo(status);
                    assertThat(whole.recordedAt()).isEqualTo(MADE.plusMillis(1_999));
                }
            }
        }
    }
}
