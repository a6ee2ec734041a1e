package dev.heed.store;

import static dev.heed.store.Scratch.insert;
import static dev.heed.store.Scratch.outcome;
import static dev.heed.store.Scratch.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds when SQLite finds no more room: it then rolls back by itself, and the driver goes on as if nothing had happened. */
class FullDiskTest {
    private static final String TOO_MUCH = "x".repeat(1 << 20);

    @TempDir
    private Path folder;

    @Test
    void aFullDiskFailsTheCommitWholeAndTheConnectionIsNeverUsedAgain() {
        try (var database = Scratch.open(folder, 100)) {
            var before = database.write(Tx::handle);
            database.write(tx -> limit(tx, pages(tx) + 2));

            var outcomes = Scratch.<Object>inOneCommit(database,
                tx -> insert(tx, "innocent"),
                tx -> insert(tx, TOO_MUCH),
                tx -> insert(tx, "never reached"));

            assertThat(outcomes).allSatisfy(write -> assertThat(outcome(write)).matches(Scratch::isUnavailable));
            assertThat(texts(database)).isEmpty();
            // Of the new connection nothing may be seen before its commit: on the broken one each statement would be its own.
            var after = database.write(tx -> {
                insert(tx, "after");
                assertThat(texts(database)).isEmpty();
                return tx.handle();
            });
            assertThat(after).isNotSameAs(before);
            assertThat(before.isClosed() || isClosed(before)).isTrue();
            assertThat(texts(database)).containsExactly("after");
            assertThatThrownBy(() -> database.write(tx -> {
                insert(tx, "refused");
                throw new IllegalStateException("refused");
            })).hasMessage("refused");
            assertThat(texts(database)).containsExactly("after");
        }
    }

    @Test
    void writesAreUnavailableWhileTheDiskIsFullReadsGoOnAndNothingIsLostWhenThereIsRoomAgain() {
        try (var database = Scratch.open(folder, 100)) {
            database.write(tx -> insert(tx, "before"));
            long room = database.read(FullDiskTest::pages) + 10;
            var full = new AtomicBoolean(true);
            var opened = new AtomicInteger();
            var answered = new ArrayList<String>();
            try (var writer = new GroupCommit(() -> session(full, room, opened), 10)) {
                for (int i = 0; i < 80; i++) {
                    full.set(i < 40);
                    var text = "answered " + String.format("%03d", i);
                    try {
                        writer.write(tx -> insert(tx, text + " ".repeat(3_000)));
                        answered.add(text);
                    } catch (dev.heed.problem.Problem unavailable) {
                        assertThat(unavailable).matches(Scratch::isUnavailable);
                        assertThat(texts(database)).contains("before");
                    }
                }
            }
            assertThat(opened).hasValueGreaterThan(5);
            assertThat(answered.size()).isBetween(45, 75);
            assertThat(answered).containsAll(java.util.stream.IntStream.range(40, 80).mapToObj(i -> "answered 0" + i).toList());
            assertThat(texts(database).stream().map(String::strip).filter(text -> !text.equals("before"))).isEqualTo(answered);
            assertThat(database.<String>read(tx -> tx.handle().createQuery("pragma integrity_check").mapTo(String.class).one())).isEqualTo("ok");
        }
    }

    @Test
    void whatFailsToBeWrittenIsNotRepeatedInTheFailure() {
        try (var database = Scratch.open(folder, 100)) {
            assertThatThrownBy(() -> database.write(tx -> tx.handle().execute("insert into scratch (id, text) values ('no number', ?)", "canary"))).satisfies(failure -> {
                for (var cause = failure; cause != null; cause = cause.getCause()) {
                    assertThat(cause.toString()).doesNotContain("canary");
                }
            });
        }
    }

    private static long pages(Tx tx) {
        return tx.handle().createQuery("pragma page_count").mapTo(Long.class).one();
    }

    /** Lets the file grow to so many pages, as far as this connection is asked. */
    private static long limit(Tx tx, long pages) {
        return tx.handle().createQuery("pragma max_page_count = " + pages).mapTo(Long.class).one();
    }

    private Session session(AtomicBoolean full, long room, AtomicInteger opened) {
        try {
            var session = Session.open(Scratch.url(folder), true);
            opened.incrementAndGet();
            if (full.get()) {
                limit(new Tx(session), room);
            }
            return session;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static boolean isClosed(Handle handle) {
        try {
            return handle.getConnection().isClosed();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void everyFailureThatLeavesTheConnectionUnknownIsKnown() {
        for (int code : List.of(5, 7, 9, 10, 11, 13, 14, 15, 26, 261, 517, 266, 522, 1034, 1802, 3850)) {
            assertThat(StoreFailure.poisons(new StoreFailure(new SQLException("", "", code)))).as("code " + code).isTrue();
        }
        for (int code : List.of(0, 1, 8, 19, 20, 25, 787, 1555, 2067)) {
            assertThat(StoreFailure.poisons(new StoreFailure(new SQLException("", "", code)))).as("code " + code).isFalse();
        }
    }
}
