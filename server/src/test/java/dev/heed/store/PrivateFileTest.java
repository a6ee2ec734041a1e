package dev.heed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of secrets: whole or not there, and the owner's alone. */
class PrivateFileTest {
    @TempDir
    private Path folder;

    @Test
    void onlyItsOwnerCanReadItAndItsFolder() throws IOException {
        var file = folder.resolve("secrets").resolve("one.key");
        PrivateFile.create(file, new byte[] {1, 2, 3});

        assertThat(PrivateFile.read(file)).containsExactly(1, 2, 3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent()))).isEqualTo("rwx------");
    }

    @Test
    void aFileThatIsThereIsLeftAsItIsAndNothingElseIsLeftBehind() throws IOException {
        var file = folder.resolve("one.key");
        PrivateFile.create(file, new byte[] {1});
        PrivateFile.create(file, new byte[] {2});

        assertThat(PrivateFile.read(file)).containsExactly(1);
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void whoeverComesFirstDecidesAndNobodySeesHalf() throws IOException {
        var next = new AtomicInteger();
        for (int round = 0; round < 20; round++) {
            var file = folder.resolve("round" + round);
            var seen = Given.together(8, () -> {
                var mine = new byte[10_000];
                Arrays.fill(mine, (byte) next.incrementAndGet());
                PrivateFile.create(file, mine);
                return Arrays.toString(PrivateFile.read(file));
            });
            assertThat(seen).hasSize(8).containsOnly(Arrays.toString(PrivateFile.read(file)));
            assertThat(PrivateFile.read(file)).hasSize(10_000);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(20);
        }
    }

    @Test
    void whatACrashLeftOfAnUnfinishedOneIsNeverTakenForIt() throws IOException {
        var file = folder.resolve("one.key");
        Files.write(folder.resolve("one.key1234.new"), new byte[0]);
        Files.write(folder.resolve("one.new"), new byte[] {9});

        assertThat(file).doesNotExist();
        PrivateFile.create(file, new byte[] {1});
        assertThat(PrivateFile.read(file)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx", "rw------x"})
    void aFileThatOthersCouldTouchIsRefusedWithASentence(String permissions) throws IOException {
        var file = folder.resolve("one.key");
        PrivateFile.create(file, new byte[] {1});
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> PrivateFile.read(file)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("chmod 600 " + file);
    }
}
