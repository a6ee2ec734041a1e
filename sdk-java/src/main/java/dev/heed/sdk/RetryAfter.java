package dev.heed.sdk;

import java.time.Duration;
import java.util.Date;
import okhttp3.Headers;

/** Reads {@code Retry-After} (RFC 9110 section 10.2.3): seconds, or a date held against the answer's own {@code Date}. */
final class RetryAfter {
    private RetryAfter() {}

    /** How long to wait; null when the server did not say. */
    static Duration of(Headers headers) {
        String text = headers.get("Retry-After");
        if (text == null) {
            return null;
        }
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Date until = headers.getDate("Retry-After");
        Date now = headers.getDate("Date");
        if (until == null || now == null) {
            return null;
        }
        return Duration.ofMillis(Math.max(0, until.getTime() - now.getTime()));
    }
}
