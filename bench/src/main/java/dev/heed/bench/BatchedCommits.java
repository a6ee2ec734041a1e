package dev.heed.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** What this disk and SQLite can do: one thread, 64 changes a commit, no HTTP. Arguments: database file, customers, seconds. Prints changes a second. */
final class BatchedCommits {
    private static final int CHANGES_A_COMMIT = 64;

    private BatchedCommits() {}

    public static void main(String[] arguments) throws SQLException {
        int customers = Integer.parseInt(arguments[1]);
        double seconds = Double.parseDouble(arguments[2]);
        try (var store = new ControlStore(Path.of(arguments[0]), customers)) {
            run(store, customers, seconds / 2);
            System.out.printf(Locale.ROOT, "%.0f%n", run(store, customers, seconds));
        }
    }

    private static double run(ControlStore store, int customers, double seconds) throws SQLException {
        var random = new SplittableRandom();
        long start = System.nanoTime();
        long until = start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        long changes = 0;
        while (System.nanoTime() < until) {
            store.begin();
            for (int i = 0; i < CHANGES_A_COMMIT; i++) {
                store.change(Template.customer(random.nextInt(customers)));
            }
            store.tree();
            store.commit();
            changes += CHANGES_A_COMMIT;
        }
        return changes / ((System.nanoTime() - start) / 1e9);
    }
}
