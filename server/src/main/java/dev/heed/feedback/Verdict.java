package dev.heed.feedback;

import java.util.Locale;

/** How the brand's contacts came across. */
public enum Verdict {
    TOO_OFTEN, NOT_RELEVANT, WRONG_TONE, WRONG_TIME, WRONG_CHANNEL, WELCOME;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name in the contract. */
    public String id() {
        return id;
    }

    /** The verdict of this name in the contract. */
    public static Verdict of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
