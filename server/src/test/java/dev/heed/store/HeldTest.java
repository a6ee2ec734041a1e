package dev.heed.store;

import static dev.heed.store.Scratch.insert;
import static dev.heed.store.Scratch.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a write holds in place of the database is seen by those after it in the same transaction, unless it is undone. */
class HeldTest {
    @Test
    void whatAnUndoneWriteHeldIsGoneAndWhatOthersHeldStays(@TempDir Path folder) {
        Function<Tx, Object> addsOne = tx -> {
            insert(tx, "row");
            long next = tx.<Long>held("count").orElse(0L) + 1;
            tx.hold("count", next);
            return next;
        };
        try (var database = Scratch.open(folder, 100)) {
            var outcomes = Scratch.<Object>inOneCommit(database, addsOne, addsOne, tx -> {
                addsOne.apply(tx);
                throw Problem.of(Kind.CONFLICT, "no");
            }, addsOne);

            assertThat(outcome(outcomes.get(0))).isEqualTo(1L);
            assertThat(outcome(outcomes.get(1))).isEqualTo(2L);
            assertThat(outcome(outcomes.get(3))).isEqualTo(3L);
            assertThat(database.<Boolean>read(tx -> tx.held("count").isEmpty())).as("another transaction").isTrue();
        }
    }
}
