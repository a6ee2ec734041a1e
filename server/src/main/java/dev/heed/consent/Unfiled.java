package dev.heed.consent;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Where a customer's newest records lie that are not filed under the customer yet, in the order of the log.
 *
 * <p>Filing a record touches a page that hardly any other record of its commit touches. So the newest wait in the row of the customer's preferences,
 * which is written anyway, or with them in memory, and are filed many at once.
 *
 * @param places eight bytes each. Shared: not to be changed
 */
public record Unfiled(byte[] places) {
    static final Unfiled NONE = new Unfiled(new byte[0]);

    private static final int MANY = 16;

    Unfiled plus(long place) {
        return new Unfiled(ByteBuffer.wrap(Arrays.copyOf(places, places.length + Long.BYTES)).putLong(places.length, place).array());
    }

    /** Whether it is time to file them, when the row is written. */
    boolean areMany() {
        return size() >= MANY;
    }

    /** How many they are. */
    public int size() {
        return places.length / Long.BYTES;
    }

    LongStream stream() {
        var buffer = ByteBuffer.wrap(places);
        return IntStream.range(0, size()).mapToLong(i -> buffer.getLong(i * Long.BYTES));
    }
}
