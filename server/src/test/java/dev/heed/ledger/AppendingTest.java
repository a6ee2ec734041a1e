package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Ids;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a log's tree is what was written to it, whatever was undone in the same commit. */
class AppendingTest {
    private static final Ledger.Log LOG = new Ledger.Log(1, "shop");
    private static final int COMMITS = 60;

    @TempDir
    private Path folder;

    @Test
    void writesThatAreUndoneLeaveNothingInTheTree() {
        var random = new Random(7);
        int kept = 0;
        try (var database = Database.open("jdbc:sqlite:" + folder.resolve("heed.db"), 100)) {
            var ledger = new Ledger(new KeyFolder(folder.resolve("keys"), "heed.local"), new Ids());
            database.write(tx -> {
                ledger.create(tx, brand(tx));
                return null;
            });
            for (int commit = 0; commit < COMMITS; commit++) {
                var fail = new ArrayList<Boolean>();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    fail.add(random.nextInt(3) == 0);
                }
                inOneCommit(database, ledger, fail);
                kept += fail.stream().filter(failed -> !failed).count() * 2;
                assertThat(database.<Long>read(tx -> ledger.size(tx, LOG))).as("after commit %d: %s", commit, fail).isEqualTo(kept);
            }
            assertThat(database.<Optional<String>>read(tx -> ledger.disagreement(tx, LOG, 0))).isEmpty();
        }
    }

    private static Ledger.Log brand(Tx tx) {
        tx.handle().execute("insert into brand (no, id, created_at, catalog_version) values (1, 'shop', 0, 1)");
        return LOG;
    }

    /** Each write appends two entries; those that fail do so when they have. */
    private static void inOneCommit(Database database, Ledger ledger, List<Boolean> fail) {
        var goOn = new CountDownLatch(1);
        var writes = new ArrayList<CompletableFuture<?>>();
        writes.add(database.begin(tx -> await(goOn)));
        for (boolean fails : fail) {
            writes.add(database.begin(tx -> {
                ledger.append(tx, LOG, List.of(new Ledger.Draft(Json.object(), ledger.salted(Map.of())), new Ledger.Draft(Json.object(), ledger.salted(Map.of()))));
                if (fails) {
                    throw Problem.of(Kind.CONFLICT);
                }
                return null;
            }));
        }
        goOn.countDown();
        writes.forEach(write -> write.handle((done, failed) -> null).join());
    }

    private static Object await(CountDownLatch latch) {
        try {
            latch.await();
            return null;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
