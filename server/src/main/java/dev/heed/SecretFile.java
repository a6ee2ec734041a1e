package dev.heed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import dev.heed.store.Ids;

/** Keeps a secret of 32 bytes in a file that only the server's user can read, making it where there is none. */
final class SecretFile {
    private static final int BYTES = 32;

    private SecretFile() {}

    /** @throws IllegalArgumentException with a sentence for the operator when the file cannot be read, made, or is no secret */
    static byte[] readOrMake(Path file, Ids ids) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(file, ids.secret(BYTES), StandardOpenOption.SYNC);
            }
            var secret = Files.readAllBytes(file);
            if (secret.length != BYTES) {
                throw new IllegalArgumentException("the secret in " + file + " must have " + BYTES + " bytes; it has " + secret.length);
            }
            return secret;
        } catch (IOException failure) {
            throw new IllegalArgumentException("cannot read or make the secret in " + file + ": " + failure.getMessage(), failure);
        }
    }
}
