package dev.heed.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The files that are part of this program. */
public final class Packed {
    private Packed() {}

    /** The bytes of one, by its path in the jar. */
    public static byte[] file(String path) {
        try (var in = Packed.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not in this program");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
