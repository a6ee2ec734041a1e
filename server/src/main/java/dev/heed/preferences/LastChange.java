package dev.heed.preferences;

import dev.heed.choice.SettingChange;
import java.time.Instant;
import java.util.List;

/**
 * What was changed last.
 *
 * @param version the version that it made
 */
public record LastChange(long version, Instant at, List<SettingChange> changes) {}
