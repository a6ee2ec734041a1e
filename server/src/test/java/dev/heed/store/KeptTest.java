package dev.heed.store;

import static dev.heed.store.Scratch.insert;
import static dev.heed.store.Scratch.outcome;
import static dev.heed.store.Scratch.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out once in a transaction is true for all who share it. */
class KeptTest {
    @Test
    void whatWasFoundOutIsFoundOutAgainAfterAWriteWasUndone(@TempDir Path folder) {
        Function<Tx, Object> counted = tx -> {
            var rows = tx.kept("rows", () -> new AtomicInteger(texts(tx).size()));
            insert(tx, "row");
            return (long) rows.incrementAndGet();
        };
        try (var database = Scratch.open(folder, 100)) {
            var outcomes = Scratch.<Object>inOneCommit(database, counted, counted, tx -> {
                counted.apply(tx);
                throw Problem.of(Kind.CONFLICT, "no");
            }, counted);

            assertThat(List.of(outcome(outcomes.get(0)), outcome(outcomes.get(1)), outcome(outcomes.get(3)))).isEqualTo(List.of(1L, 2L, 3L));
            assertThat(texts(database)).hasSize(3);
        }
    }
}
