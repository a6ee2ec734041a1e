package dev.heed.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody builds on a memory that lacks what is on disk. */
class LostMemoryTest {
    private static final int PATIENCE_SECONDS = 30;

    @Test
    void whatMemoryCouldNotTakeOverEndsTheProcessAndIsOnDisk(@TempDir Path folder) throws Exception {
        var said = folder.resolve("said.txt");
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            Forgetful.class.getName(), folder.toString()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(said)).contains("starting it again is all that is needed").doesNotContain("went on");
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
