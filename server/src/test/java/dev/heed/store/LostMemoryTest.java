package dev.heed.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody builds on a memory that lacks what is on disk. */
class LostMemoryTest {
    @Test
    void whatMemoryCouldNotTakeOverEndsTheProcessAndIsOnDisk(@TempDir Path folder) throws Exception {
        assertThat(Child.run(Map.of(), Forgetful.class, folder.toString())).contains("starting it again is all that is needed", "exit 1").doesNotContain("went on");
        try (var database = Scratch.open(folder, 100)) {
            assertThat(Scratch.texts(database)).containsExactly("kept");
        }
    }

    /** A process that is out of memory just after a commit. */
    static final class Forgetful {
        private Forgetful() {}

        public static void main(String[] arguments) throws IOException {
            try (var database = Scratch.open(Path.of(arguments[0]), 100)) {
                database.write(tx -> {
                    tx.afterCommit(() -> {
                        throw new OutOfMemoryError("as if");
                    });
                    return Scratch.insert(tx, "kept");
                });
            } finally {
                System.out.println("went on");
            }
        }
    }
}
