package dev.heed.sdk.internal;

import java.util.UUID;

/** Makes UUIDs whose order is that of time (RFC 9562 section 5.7). Nobody can guess one: 74 bits are random. */
public final class Uuid7 {
    private Uuid7() {}

    public static UUID next() {
        UUID random = UUID.randomUUID();
        return new UUID(System.currentTimeMillis() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff, random.getLeastSignificantBits());
    }
}
