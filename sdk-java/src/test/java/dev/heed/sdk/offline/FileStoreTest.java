package dev.heed.sdk.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.sdk.HeedClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved is there, whole, or what was before. */
class FileStoreTest {
    private static final String KEY = "a".repeat(64);

    @TempDir File folder;

    @Test
    void whatIsSavedIsFoundAndWhatIsClearedIsGone() throws IOException {
        FileStore store = FileStore.in(new File(folder, "made/when/needed"));
        assertThat(store.load(KEY)).isEmpty();
        store.save(KEY, new byte[] {1});
        store.save(KEY, new byte[] {2, 3});
        assertThat(store.load(KEY)).contains(new byte[] {2, 3});
        store.clear(KEY);
        assertThat(store.load(KEY)).isEmpty();
        assertThatThrownBy(() -> store.load("../" + KEY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHalfWrittenFileIsNeverRead() throws IOException {
        FileStore store = FileStore.in(folder);
        store.save(KEY, new byte[] {1});
        Files.write(folder.toPath().resolve("heed-" + KEY + ".next"), new byte[] {9});
        assertThat(store.load(KEY)).contains(new byte[] {1});
        store.clear(KEY);
        assertThat(folder.list()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsAnEmptyQueueThatAllowsNothing() throws IOException {
        try (HeedClient client = HeedClient.builder().baseUrl("http://127.0.0.1:1").build()) {
            OfflineQueue queue = OfflineQueue.open(client, "c-42", FileStore.in(folder));
            queue.change(p -> p.stopEverything());
            for (File file : folder.listFiles()) {
                Files.write(file.toPath(), new byte[] {'{'});
            }
            OfflineQueue reopened = OfflineQueue.open(client, "c-42", FileStore.in(folder));
            assertThat(reopened.waiting()).isZero();
            assertThat(reopened.allows("email", "offers")).isFalse();
        }
    }
}
