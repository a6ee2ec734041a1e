package dev.heed.sdk;

/**
 * A resource together with the {@code ETag} of the version that was read, for {@code ifMatch} and {@code readUnless}.
 *
 * @param <T> the resource
 */
public final class Versioned<T> {
    private final T value;
    private final String etag;

    Versioned(T value, String etag) {
        this.value = value;
        this.etag = etag;
    }

    /** The resource. */
    public T value() {
        return value;
    }

    /** Its strong {@code ETag}, quotes included. */
    public String etag() {
        return etag;
    }
}
