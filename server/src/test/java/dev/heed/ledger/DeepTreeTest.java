package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Ids;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of more than 65,536 entries, whose tree has a third level of tiles. */
class DeepTreeTest {
    private static final int ENTRIES = 65_536 + 300;
    private static final Ledger.Log LOG = new Ledger.Log(1, "deep");

    @TempDir
    private Path folder;

    @Test
    void aTileThatWasEditedAtAnyLevelIsFound() {
        try (var database = Database.open("jdbc:sqlite:" + folder.resolve("heed.db"), 10)) {
            var ledger = new Ledger(new KeyFolder(folder.resolve("keys"), "heed.local"), new Ids());
            database.write(tx -> {
                tx.handle().execute("insert into brand (no, id, created_at, catalog_version) values (1, 'deep', 0, 1)");
                ledger.create(tx, LOG);
                return ledger.append(tx, LOG, IntStream.range(0, ENTRIES).mapToObj(i -> new Ledger.Draft(Json.object().put("n", i), ledger.salted(Map.of()))).toList()).size();
            });
            assertThat(database.<Long>read(tx -> ledger.size(tx, LOG))).isEqualTo(ENTRIES);
            assertThat(disagreement(database, ledger, "")).isEmpty();

            assertThat(disagreement(database, ledger, "level = 0 and number = 77")).contains("entry " + (77 * 256 + 3) + " of deep");
            assertThat(disagreement(database, ledger, "level = 0 and number = 257")).contains("entry " + (257 * 256 + 3) + " of deep");
            assertThat(disagreement(database, ledger, "level = 1 and number = 0")).contains("tile 0/3 of deep does not have the hash stored above it");
            assertThat(disagreement(database, ledger, "level = 1 and number = 1", 0)).contains("tile 0/256 of deep does not have the hash stored above it");
            assertThat(disagreement(database, ledger, "level = 2 and number = 0", 0)).contains("tile 1/0 of deep does not have the hash stored above it");
        }
    }

    private static String disagreement(Database database, Ledger ledger, String tile) {
        return disagreement(database, ledger, tile, 3);
    }

    /** What is found after one hash of a tile was edited; the edit is undone. */
    private static String disagreement(Database database, Ledger ledger, String tile, int hash) {
        var found = new AtomicReference<String>();
        assertThatThrownBy(() -> database.write(tx -> {
            if (!tile.isEmpty()) {
                edit(tx, tile, hash);
            }
            found.set(ledger.disagreement(tx, LOG, 0).orElse(""));
            throw Problem.of(Kind.CONFLICT);
        })).isInstanceOf(Problem.class);
        return found.get();
    }

    private static void edit(Tx tx, String tile, int hash) {
        var hashes = tx.handle().createQuery("select hashes from tile where " + tile).mapTo(byte[].class).one();
        hashes[hash * 32] ^= 1;
        assertThat(tx.handle().execute("update tile set hashes = ? where " + tile, hashes)).isEqualTo(1);
    }
}
