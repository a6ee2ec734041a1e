package dev.heed.store;

import static dev.heed.store.Scratch.insert;
import static dev.heed.store.Scratch.outcome;
import static dev.heed.store.Scratch.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers who share a commit may rely on. */
class GroupCommitTest {
    @TempDir
    private Path folder;
    private Database database;

    @BeforeEach
    void open() {
        database = Scratch.open(folder, 100);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRefusalUndoesItsOwnWritesAndNoOthers() {
        var outcomes = Scratch.<Object>inOneCommit(database,
            tx -> insert(tx, "first"),
            tx -> {
                insert(tx, "refused");
                throw Problem.of(Kind.CONFLICT, "no");
            },
            tx -> insert(tx, "last"));

        assertThat(outcome(outcomes.get(0))).isEqualTo(1);
        assertThat(outcome(outcomes.get(1))).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.detail()).isEqualTo("no"));
        assertThat(outcome(outcomes.get(2))).isEqualTo(1);
        assertThat(texts(database)).containsExactly("first", "last");
    }

    @Test
    void aBugOrABrokenStatementHarmsNobodyElseInTheSameCommit() {
        var bug = new IllegalStateException("a bug");
        var outcomes = Scratch.<Object>inOneCommit(database,
            tx -> {
                insert(tx, "of the bug");
                throw bug;
            },
            tx -> insert(tx, "first"),
            tx -> tx.handle().execute("insert into nowhere values (1)"),
            tx -> tx.handle().execute("insert into scratch (text) values (null)"),
            tx -> {
                insert(tx, "of the error");
                throw new StackOverflowError();
            },
            tx -> insert(tx, "last"));

        assertThat(outcome(outcomes.get(0))).isSameAs(bug);
        assertThat(outcomes.subList(2, 5)).allSatisfy(failed -> assertThat(outcome(failed)).isInstanceOf(RuntimeException.class).isNotInstanceOf(Problem.class));
        assertThat(outcome(outcomes.get(5))).isEqualTo(1);
        assertThat(texts(database)).containsExactly("first", "last");
    }

    @Test
    void aRefusalBeforeAnythingWasWrittenCostsTheOthersNothing() {
        var runs = new AtomicInteger();
        var outcomes = Scratch.<Object>inOneCommit(database,
            tx -> insert(tx, "run " + runs.incrementAndGet()),
            tx -> {
                throw Problem.of(Kind.CONFLICT);
            },
            tx -> insert(tx, "run " + runs.incrementAndGet()));

        outcomes.forEach(Scratch::outcome);
        assertThat(texts(database)).containsExactly("run 1", "run 2");
    }

    @Test
    void aLaterWriteSeesTheEarlierOnesOfItsCommitButNotTheRefused() {
        var outcomes = Scratch.<Object>inOneCommit(database,
            tx -> insert(tx, "kept"),
            tx -> {
                insert(tx, "refused");
                throw Problem.of(Kind.CONFLICT);
            },
            tx -> texts(tx));

        assertThat(outcome(outcomes.get(2))).isEqualTo(List.of("kept"));
    }

    @Test
    void nobodyIsAnsweredBeforeTheCommitAndNobodySeesHalfOfIt() {
        var secondRuns = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first = Scratch.<Object>inOneCommit(database, tx -> insert(tx, "first"), tx -> {
            secondRuns.countDown();
            Scratch.await(goOn);
            return insert(tx, "second");
        }).get(0);
        Scratch.await(secondRuns);

        assertThat(first).isNotDone();
        assertThat(texts(database)).isEmpty();
        goOn.countDown();
        assertThat(outcome(first)).isEqualTo(1);
        assertThat(texts(database)).containsExactly("first", "second");
    }

    @Test
    void aWriteInsideAWriteIsRefusedInsteadOfWaitingForItself() {
        assertThatThrownBy(() -> database.write(tx -> database.write(inner -> insert(inner, "inner")))).isInstanceOf(IllegalStateException.class);
        assertThat(database.<Object>write(tx -> insert(tx, "after"))).isEqualTo(1);
        assertThat(texts(database)).containsExactly("after");
    }

    @Test
    void aFullQueueAnswersUnavailableAtOnce() {
        try (var small = Scratch.open(folder.resolve("small"), 2)) {
            var goOn = new CountDownLatch(1);
            var holding = Scratch.hold(small, goOn);
            var queued = IntStream.range(0, 2).mapToObj(i -> CompletableFuture.supplyAsync(() -> small.write(tx -> insert(tx, "queued")), work -> new Thread(work).start())).toList();
            Scratch.until(() -> small.writesWaiting() == 2);

            assertThatThrownBy(() -> small.write(tx -> insert(tx, "one too many"))).matches(Scratch::isUnavailable);
            goOn.countDown();

            outcome(holding);
            assertThat(queued).allSatisfy(write -> assertThat(outcome(write)).isEqualTo(1));
            assertThat(texts(small)).containsExactly("queued", "queued");
        }
    }

    @Test
    void closingFinishesWhatIsQueuedAndRefusesWhatComesLater() {
        var goOn = new CountDownLatch(1);
        var holding = Scratch.hold(database, goOn);
        var queued = IntStream.range(0, 50).mapToObj(i -> CompletableFuture.supplyAsync(() -> database.write(tx -> insert(tx, "queued")), work -> new Thread(work).start())).toList();
        Scratch.until(() -> database.writesWaiting() == 50);
        var closing = CompletableFuture.runAsync(database::close);
        Scratch.until(() -> database.writesWaiting() > 50);
        goOn.countDown();

        outcome(closing);
        outcome(holding);
        assertThat(queued).allSatisfy(write -> assertThat(outcome(write)).isEqualTo(1));
        assertThatThrownBy(() -> database.write(tx -> insert(tx, "late"))).matches(Scratch::isUnavailable);
        try (var again = Scratch.open(folder, 10)) {
            assertThat(texts(again)).hasSize(50).containsOnly("queued");
        }
    }

    @Test
    void whoeverWritesWhileItClosesIsAnsweredTheTruth() {
        for (int round = 0; round < 20; round++) {
            var closing = Scratch.open(folder.resolve("round" + round), 1_000);
            var start = new CountDownLatch(1);
            var writes = IntStream.range(0, 16).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                Scratch.await(start);
                return closing.write(tx -> insert(tx, "written"));
            }, work -> new Thread(work).start())).toList();
            start.countDown();
            closing.close();

            var outcomes = writes.stream().map(Scratch::outcome).toList();
            assertThat(outcomes).allMatch(outcome -> outcome.equals(1) || Scratch.isUnavailable(outcome));
            try (var again = Scratch.open(folder.resolve("round" + round), 10)) {
                assertThat(texts(again)).hasSize((int) outcomes.stream().filter(outcome -> outcome.equals(1)).count());
            }
        }
    }

    @Test
    void whatFailsBeforeTheCommitFailsItWholeAndLeavesNothing() {
        var outcomes = Scratch.<Object>inOneCommit(database,
            tx -> insert(tx, "innocent"),
            tx -> {
                tx.beforeCommit("key", last -> {
                    insert(last, "of the hook");
                    throw new IllegalStateException("the hook fails");
                });
                return insert(tx, "guilty");
            },
            tx -> {
                throw Problem.of(Kind.CONFLICT, "refused on its own merits");
            });

        assertThat(outcome(outcomes.get(0))).matches(Scratch::isUnavailable);
        assertThat(outcome(outcomes.get(1))).matches(Scratch::isUnavailable);
        assertThat(outcome(outcomes.get(2))).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.detail()).isEqualTo("refused on its own merits"));
        assertThat(texts(database)).isEmpty();
        assertThat(database.<Object>write(tx -> insert(tx, "after"))).isEqualTo(1);
        assertThat(texts(database)).containsExactly("after");
    }

    @Test
    void whatIsToBeDoneBeforeTheCommitIsDoneOnceForAllWhoAskForIt() {
        var outcomes = Scratch.<Object>inOneCommit(database,
            tx -> {
                tx.beforeCommit("key", last -> insert(last, "hook"));
                return insert(tx, "a");
            },
            tx -> {
                tx.beforeCommit("key", last -> insert(last, "hook"));
                return insert(tx, "b");
            });

        assertThat(outcomes).allSatisfy(write -> assertThat(outcome(write)).isEqualTo(1));
        assertThat(texts(database)).containsExactly("a", "b", "hook");
    }

    @Test
    void whatIsToBeDoneAfterTheCommitIsDoneBeforeTheAnswerAndNeverForTheRefused() {
        var done = Collections.synchronizedList(new ArrayList<String>());
        var outcomes = Scratch.<Object>inOneCommit(database,
            tx -> {
                tx.afterCommit(() -> done.add("first sees " + texts(database)));
                return insert(tx, "first");
            },
            tx -> {
                tx.afterCommit(() -> done.add("refused"));
                throw Problem.of(Kind.CONFLICT);
            },
            tx -> {
                tx.beforeCommit("key", last -> last.afterCommit(() -> done.add("of the hook")));
                return insert(tx, "second");
            });

        assertThat(outcome(outcomes.get(0))).isEqualTo(1);
        assertThat(done).contains("first sees [first, second]").doesNotContain("refused");
        outcome(outcomes.get(2));
        assertThat(done).containsExactlyInAnyOrder("first sees [first, second]", "of the hook");
    }

    @Test
    void aBugAfterTheCommitTakesTheAnswerFromNobodyAndDoesNotStopTheWriter() {
        var outcomes = Scratch.<Object>inOneCommit(database,
            tx -> {
                tx.afterCommit(() -> {
                    throw new IllegalStateException("a bug");
                });
                return insert(tx, "first");
            },
            tx -> insert(tx, "second"));

        assertThat(outcomes).allSatisfy(write -> assertThat(outcome(write)).isEqualTo(1));
        assertThat(database.<Object>write(tx -> insert(tx, "third"))).isEqualTo(1);
        assertThat(texts(database)).containsExactly("first", "second", "third");
    }

    @Test
    void aDatabaseThatCannotBeOpenedForAWhileAnswersUnavailableForAWhile() {
        var broken = new AtomicBoolean();
        try (var writer = new GroupCommit(() -> {
            if (broken.get()) {
                throw new StoreFailure(new java.sql.SQLException("cannot open"));
            }
            return session();
        }, 10)) {
            broken.set(true);
            assertThatThrownBy(() -> writer.write(GroupCommitTest::poison)).matches(Scratch::isUnavailable);
            assertThatThrownBy(() -> writer.write(tx -> insert(tx, "meanwhile"))).matches(Scratch::isUnavailable);
            broken.set(false);
            assertThat(writer.<Object>write(tx -> insert(tx, "after"))).isEqualTo(1);
        }
        assertThat(texts(database)).containsExactly("after");
    }

    private static Object poison(Tx tx) {
        throw new StoreFailure(new java.sql.SQLException("disk I/O error", "", 10));
    }

    private Session session() {
        try {
            return Session.open(Scratch.url(folder), true);
        } catch (java.sql.SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
