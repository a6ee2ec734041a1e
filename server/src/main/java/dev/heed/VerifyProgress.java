package dev.heed;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongConsumer;

/** How far a verification is: one line that changes on a terminal, a line now and then everywhere else. */
final class VerifyProgress implements LongConsumer {
    private static final long ON_TERMINAL = 20_000;
    private static final long ELSEWHERE = 100_000;

    private final PrintStream out = System.err;
    private final boolean terminal = System.console() != null;
    private final long start = System.nanoTime();
    private boolean begun;

    @Override
    public void accept(long records) {
        if (records % (terminal ? ON_TERMINAL : ELSEWHERE) == 0) {
            double seconds = (System.nanoTime() - start) / 1e9;
            out.printf(Locale.ROOT, terminal ? "\r%,d records, %,.0f a second " : "%,d records so far, %,.0f a second%n", records, records / seconds);
            begun = true;
        }
    }

    void end() {
        if (terminal && begun) {
            out.println();
        }
    }
}
