package dev.heed.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Makes, copies and deletes folders with what is in them. */
final class Folders {
    private Folders() {}

    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What was at the target is gone afterwards. */
    static Path copy(Path folder, Path target) {
        delete(target);
        try (var paths = Files.walk(folder)) {
            for (var path : paths.toList()) {
                var copy = target.resolve(folder.relativize(path));
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
            }
            return target;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
