package dev.heed.sdk;

import dev.heed.sdk.model.Hours;
import java.util.Collection;
import java.util.Objects;

/** Refuses to send what the SDK could not read: written back, it would be the generator's own word for "unknown". */
final class Known {
    private static final String UNKNOWN = "UNKNOWN_DEFAULT_OPEN_API";

    private Known() {}

    /** The value itself, on its way out. */
    static <E extends Enum<E>> E value(E value) {
        if (Objects.requireNonNull(value, "value").name().equals(UNKNOWN)) {
            throw new IllegalArgumentException("a value that this SDK does not know cannot be sent");
        }
        return value;
    }

    /** All of them known. */
    static <E extends Enum<E>> Collection<E> values(Collection<E> values) {
        values.forEach(Known::value);
        return values;
    }

    /** Hours on known days. */
    static Hours hours(Hours hours) {
        values(Objects.requireNonNull(hours.getDays(), "days"));
        return hours;
    }
}
