package dev.heed.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keeps a secret in a file that only the server's user can read, and that is there whole or not at all. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /** Writes a file, unless it is there already: then it is left as it is. On disk when this returns; a crash at any moment leaves no half of it. */
    public static void create(Path file, byte[] secret) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS));
        var fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(fresh, secret, StandardOpenOption.SYNC);
            put(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
        try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /** A link, unlike a move, never takes the place of the file of another process that was faster; but not every file system has links. */
    private static void put(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException kept) {
            return;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(fresh, file);
        }
    }

    /** @throws IllegalArgumentException with a sentence for the operator when others than the file's owner can read or change it */
    public static byte[] read(Path file) throws IOException {
        if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalArgumentException("others than its owner can read or change the secret in " + file + "; make it readable by its owner only: chmod 600 " + file);
        }
        return Files.readAllBytes(file);
    }
}
