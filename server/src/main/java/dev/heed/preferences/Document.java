package dev.heed.preferences;

import java.time.Instant;

/**
 * Preferences as they are served.
 *
 * @param body the JSON of the contract. Shared: not to be changed
 * @param catalogVersion the catalog against which it was resolved
 * @param until from when on it no longer holds
 */
public record Document(String etag, byte[] body, long catalogVersion, Instant until) {
    static Document of(Preferences preferences) {
        var lapses = preferences.lapses();
        return new Document(preferences.etag(lapses), PreferencesJson.bytes(preferences), preferences.catalog().version(), lapses.next(preferences.at()));
    }

    boolean holds(long newestCatalog, Instant now) {
        return catalogVersion == newestCatalog && now.isBefore(until);
    }
}
