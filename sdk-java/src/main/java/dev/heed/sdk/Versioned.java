package dev.heed.sdk;

/**
 * A resource together with the {@code ETag} of the version that was read, for {@code ifMatch} and {@code readUnless}.
 *
 * @param <T> the resource
 */
public class Versioned<T> {
    private final T value;
    private final String etag;

    Versioned(T value, String etag) {
        this.value = value;
        this.etag = etag;
    }

    /** The resource. */
    public final T value() {
        return value;
    }

    /** Its strong {@code ETag}, quotes included. */
    public final String etag() {
        return etag;
    }
}
