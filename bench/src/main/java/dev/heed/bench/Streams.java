package dev.heed.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/** Decision streams, a short one and one five times as long: how fast they are, and whether the server needs more memory for the long one. */
final class Streams {
    private static final int TIMES_LONGER = 5;
    private static final int WARM_STREAMS = 3;

    private final Launch launch;
    private final Options options;
    private final Path folder;
    private final Memory memory;

    /**
     * What came out.
     *
     * @param shortHeap mebibytes that were alive on the heap when most of the short stream was answered, after a full collection
     * @param longHeap the same of the long stream
     * @param shortPeak mebibytes of memory that the process had at most until the end of the short streams; 0 where the system does not tell
     * @param longPeak the same until the end of the long streams
     */
    record Outcome(int shortLines, int longLines, Median shortPerSecond, Median longPerSecond, double shortHeap, double longHeap, double shortPeak, double longPeak) {
        double growth() {
            return longHeap / shortHeap;
        }
    }

    /** @param folder a folder for the server, which does not exist yet */
    Streams(Launch launch, Options options, Path folder) {
        this.launch = launch;
        this.options = options;
        this.folder = folder;
        this.memory = new Memory(launch, folder.resolve("jcmd.log"));
    }

    Outcome run(Loaded loaded) {
        int most = options.lines();
        int few = most / TIMES_LONGER;
        try (var server = launch.heed(Folders.copy(loaded.folder(), folder))) {
            var stream = new LineStream(server.port(), server.senderKey(), loaded.customers());
            for (int i = 0; i < WARM_STREAMS; i++) {
                stream.run(few, few, () -> { });
            }
            var shortPerSecond = perSecond(stream, few);
            double shortPeak = Memory.peak(server.child());
            double shortHeap = heap(stream, few, server.child());
            var longPerSecond = perSecond(stream, most);
            double longPeak = Memory.peak(server.child());
            return new Outcome(few, most, shortPerSecond, longPerSecond, shortHeap, heap(stream, most, server.child()), shortPeak, longPeak);
        }
    }

    private Median perSecond(LineStream stream, int lines) {
        var machine = new Machine();
        var rounds = new double[options.rounds()];
        for (int round = 0; round < rounds.length; round++) {
            machine.awaitCalm(options.patienceSeconds());
            rounds[round] = lines / stream.run(lines, lines, () -> { });
            System.err.printf(Locale.ROOT, "bench: stream of %d lines: %.0f/s%n", lines, rounds[round]);
        }
        return Median.of(rounds);
    }

    /** One more stream, whose server is stopped for a look at nine tenths: whatever it keeps of a stream is there then. */
    private double heap(LineStream stream, int lines, Child server) {
        var found = new ArrayList<Double>();
        stream.run(lines, lines / 10 * 9, () -> found.add(memory.alive(server)));
        return found.get(0);
    }
}
