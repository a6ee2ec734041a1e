package dev.heed;

import dev.heed.store.Ids;
import dev.heed.store.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps a secret of 32 bytes in a file that only the server's user can read, making it where there is none. */
final class SecretFile {
    private static final int BYTES = 32;

    private SecretFile() {}

    /** @throws IllegalArgumentException with a sentence for the operator when the file cannot be read, made, or is no secret */
    static byte[] readOrMake(Path file, Ids ids) {
        try {
            if (!Files.exists(file)) {
                PrivateFile.create(file, ids.secret(BYTES));
            }
            var secret = PrivateFile.read(file);
            if (secret.length != BYTES) {
                throw new IllegalArgumentException("the secret in " + file + " must have " + BYTES + " bytes; it has " + secret.length
                    + ". Restore the file from its backup; where there is none, delete it, and whatever was made with it is void");
            }
            return secret;
        } catch (IOException failure) {
            throw new IllegalArgumentException("cannot read or make the secret in " + file + ": " + failure.getMessage(), failure);
        }
    }
}
