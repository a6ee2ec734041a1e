package dev.heed.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A table to write to, and ways to get writes into one commit. */
final class Scratch {
    private static final int PATIENCE_SECONDS = 20;

    private Scratch() {}

    static String url(Path folder) {
        return "jdbc:sqlite:" + folder.resolve("scratch.db");
    }

    static Database open(Path folder, int mostWaiting) {
        var database = Database.open(url(folder), mostWaiting);
        database.write(tx -> tx.handle().execute("create table if not exists scratch (id integer primary key, text text not null) strict"));
        return database;
    }

    static int insert(Tx tx, String text) {
        return tx.handle().execute("insert into scratch (text) values (?)", text);
    }

    static List<String> texts(Tx tx) {
        return tx.handle().createQuery("select text from scratch order by text").mapTo(String.class).list();
    }

    static List<String> texts(Database database) {
        return database.read(Scratch::texts);
    }

    /** Starts writes so that all of them are in one commit, and returns what becomes of each. The first one only holds the writer. */
    @SafeVarargs
    static <T> List<CompletableFuture<T>> inOneCommit(Database database, Function<Tx, T>... writes) {
        var goOn = new CountDownLatch(1);
        var holding = hold(database, goOn);
        var outcomes = new ArrayList<CompletableFuture<T>>();
        for (var write : writes) {
            outcomes.add(CompletableFuture.supplyAsync(() -> database.write(write), work -> new Thread(work).start()));
            int queued = outcomes.size();
            until(() -> database.writesWaiting() == queued);
        }
        goOn.countDown();
        outcome(holding);
        return outcomes;
    }

    /** Keeps the writer busy until told to go on; returns once it is. */
    static CompletableFuture<Object> hold(Database database, CountDownLatch goOn) {
        var busy = new CountDownLatch(1);
        var holding = CompletableFuture.supplyAsync(() -> database.write(tx -> {
            busy.countDown();
            await(goOn);
            return (Object) "held";
        }), work -> new Thread(work).start());
        await(busy);
        return holding;
    }

    /** What a write returned or threw. */
    static Object outcome(CompletableFuture<?> write) {
        try {
            return write.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException thrown) {
            return thrown.getCause();
        } catch (Exception never) {
            throw new AssertionError(never);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    static void until(BooleanSupplier reached) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    static boolean isUnavailable(Object outcome) {
        return outcome instanceof Problem problem && problem.kind() == dev.heed.problem.Kind.UNAVAILABLE && problem.retryAfterSeconds().isPresent();
    }
}
