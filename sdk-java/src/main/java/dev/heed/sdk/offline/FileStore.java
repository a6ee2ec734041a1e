package dev.heed.sdk.offline;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps queues as files in a folder of the app's own: on Android one under {@code getNoBackupFilesDir()}, since a restored queue would be an old one. */
public final class FileStore implements QueueStore {
    private static final String FORM = "[0-9a-f]{64}";

    private final Path folder;

    private FileStore(Path folder) {
        this.folder = folder;
    }

    /** Files in this folder, which is made when it is first needed. */
    public static FileStore in(File folder) {
        return new FileStore(folder.toPath());
    }

    @Override
    public Optional<byte[]> load(String key) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(key)));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        }
    }

    @Override
    public void save(String key, byte[] state) throws IOException {
        Files.createDirectories(folder);
        Path file = file(key);
        Path next = folder.resolve(file.getFileName() + ".next");
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            out.write(state);
            out.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void clear(String key) throws IOException {
        Files.deleteIfExists(folder.resolve(file(key).getFileName() + ".next"));
        Files.deleteIfExists(file(key));
    }

    private Path file(String key) {
        if (!key.matches(FORM)) {
            throw new IllegalArgumentException("not a key of a queue");
        }
        return folder.resolve("heed-" + key);
    }
}
