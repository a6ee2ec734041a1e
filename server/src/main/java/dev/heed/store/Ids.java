package dev.heed.store;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** The one source of ids and randomness. */
public final class Ids {
    /** No id comes after it. */
    public static final UUID LAST = new UUID(-1, -1);

    private final SecureRandom random = new SecureRandom();

    /** A new UUIDv7 (RFC 9562 section 5.7): unique, and ordered by time. */
    public UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** What comes before every id made from a moment on. */
    public static UUID first(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16, 0);
    }

    /** When an id was made, to the millisecond. */
    public static Instant madeAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** So many bytes that nobody can guess. */
    public byte[] secret(int bytes) {
        var secret = new byte[bytes];
        random.nextBytes(secret);
        return secret;
    }

    /** A UUID as its 16 bytes, as it is stored. */
    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    }

    /** The UUID of 16 stored bytes. */
    public static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
