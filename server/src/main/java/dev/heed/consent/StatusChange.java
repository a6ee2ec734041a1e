package dev.heed.consent;

import dev.heed.choice.Setting;
import java.time.Instant;
import java.util.Optional;

/**
 * How a record changed where a consent stands: all that is counted of millions of records, so nothing else of them is read.
 *
 * @param occurredAt when the customer chose, as far as told
 * @param recordedAt when it came into force
 */
public record StatusChange(Setting setting, ConsentStatus previous, ConsentStatus status, Instant occurredAt, Instant recordedAt) {
    /** Reads it from an entry; empty when the entry is about no consent. */
    static Optional<StatusChange> of(Members entry) {
        return entry.text(Names.STATUS).map(status -> new StatusChange(setting(entry.within(entry.find(Names.SETTING))),
            entry.text(Names.PREVIOUS_STATUS).map(ConsentStatus::of).orElse(ConsentStatus.UNKNOWN), ConsentStatus.of(status),
            entry.moment(Names.OCCURRED_AT), entry.moment(Names.RECORDED_AT)));
    }

    private static Setting setting(Members named) {
        return new Setting(Setting.Type.of(named.text(Names.TYPE).orElseThrow()), named.text(Names.ID).orElse(""), named.text(Names.CHANNEL).orElse(""));
    }
}
