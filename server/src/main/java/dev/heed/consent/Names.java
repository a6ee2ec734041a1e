package dev.heed.consent;

import java.nio.charset.StandardCharsets;

/** The names of an entry's members, as the bytes by which {@link Members} finds them. */
final class Names {
    static final byte[] KIND = of("kind");
    static final byte[] SETTING = of("setting");
    static final byte[] TYPE = of("type");
    static final byte[] ID = of("id");
    static final byte[] CHANNEL = of("channel");
    static final byte[] STATUS = of("status");
    static final byte[] PREVIOUS_STATUS = of("previousStatus");
    static final byte[] NOTICE = of("notice");
    static final byte[] SURFACE = of("surface");
    static final byte[] OCCURRED_AT = of("occurredAt");
    static final byte[] RECORDED_AT = of("recordedAt");

    private Names() {}

    /** The bytes of a name, or of any other text in ASCII. */
    static byte[] of(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
