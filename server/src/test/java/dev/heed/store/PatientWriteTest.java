package dev.heed.store;

import static dev.heed.store.Scratch.insert;
import static dev.heed.store.Scratch.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server has to do for itself is done, however many callers come. */
class PatientWriteTest {
    private static final int ROOM = 10;

    @TempDir
    private Path folder;
    private Database database;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private CompletableFuture<Object> holding;

    @BeforeEach
    void openAndFillTheQueue() {
        database = Scratch.open(folder, ROOM);
        holding = Scratch.hold(database, goOn);
        IntStream.range(0, ROOM).forEach(i -> database.begin(tx -> insert(tx, "queued")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Returns once it waits. */
    private CompletableFuture<Integer> patient() {
        var threads = new ArrayList<Thread>();
        var patient = CompletableFuture.supplyAsync(() -> database.writePatiently(tx -> insert(tx, "waited")), work -> threads.add(new Thread(work)));
        threads.get(0).start();
        Scratch.until(() -> patient.isDone() || threads.get(0).getState() == Thread.State.TIMED_WAITING);
        return patient;
    }

    @Test
    void workOfTheServersOwnWaitsForRoomWhereCallersAreRefused() {
        assertThatThrownBy(() -> database.begin(tx -> insert(tx, "refused"))).matches(Scratch::isUnavailable);
        var patient = patient();
        goOn.countDown();

        assertThat(outcome(holding)).isEqualTo("held");
        assertThat(outcome(patient)).isEqualTo(1);
        assertThat(Scratch.texts(database)).contains("queued", "waited").doesNotContain("refused");
    }

    @Test
    void whoWaitsForRoomIsToldThatTheServerStops() {
        var patient = patient();
        var closing = CompletableFuture.runAsync(database::close, work -> new Thread(work).start());

        assertThat(outcome(patient)).matches(Scratch::isUnavailable);
        goOn.countDown();
        outcome(closing);
    }
}
