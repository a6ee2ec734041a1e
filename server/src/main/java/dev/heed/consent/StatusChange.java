package dev.heed.consent;

import dev.heed.choice.Setting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * How a record changed where a consent stands: all that is counted of millions of records, so nothing else of them is read.
 *
 * @param occurredAt when the customer chose, as far as told
 * @param recordedAt when it came into force
 */
public record StatusChange(Setting setting, ConsentStatus previous, ConsentStatus status, Instant occurredAt, Instant recordedAt) {
    private static final byte[] SETTING = "setting".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHANNEL = "channel".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STATUS = "status".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PREVIOUS_STATUS = "previousStatus".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OCCURRED_AT = "occurredAt".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RECORDED_AT = "recordedAt".getBytes(StandardCharsets.US_ASCII);

    /** Reads it from an entry; empty when the entry is about no consent. */
    static Optional<StatusChange> of(Members entry) {
        return entry.text(STATUS).map(status -> new StatusChange(setting(entry.within(entry.find(SETTING))),
            entry.text(PREVIOUS_STATUS).map(ConsentStatus::of).orElse(ConsentStatus.UNKNOWN), ConsentStatus.of(status),
            entry.moment(OCCURRED_AT), entry.moment(RECORDED_AT)));
    }

    private static Setting setting(Members named) {
        return new Setting(Setting.Type.of(named.text(TYPE).orElseThrow()), named.text(ID).orElse(""), named.text(CHANNEL).orElse(""));
    }
}
