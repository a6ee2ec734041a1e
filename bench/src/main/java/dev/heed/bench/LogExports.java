package dev.heed.bench;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/** Exports of the whole consent log, of a short one and of one ten times as long: how fast they are in a small heap, and whether length costs memory. */
final class LogExports {
    static final String HEAP = "256m";

    private static final int TIMES_LONGER = 10;
    private static final int WARM_RECORDS = 1_000_000;
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final Launch launch;
    private final Options options;
    private final Path target;

    /**
     * One form of a length.
     *
     * @param processorMicros what the server's processor time comes to for one record
     */
    record Form(Median perSecond, Median processorMicros) {}

    /**
     * One length.
     *
     * @param heap mebibytes that were alive on the heap when most of an NDJSON stream was sent, after a full collection
     * @param peak mebibytes of memory that the process had at most
     */
    record Length(int records, Form ndjson, Form csv, double heap, double peak) {}

    /** What came out. */
    record Outcome(Length small, Length large) {
        double growth() {
            return large.heap / small.heap;
        }
    }

    /** @param target a folder for databases that later runs use again */
    LogExports(Launch launch, Options options, Path target) {
        this.launch = launch;
        this.options = options;
        this.target = target;
    }

    Outcome run() {
        return new Outcome(length(options.records() / TIMES_LONGER), length(options.records()));
    }

    /** The log of so many records, made unless an earlier run left it. */
    static Path log(Launch launch, Options options, Path target, int records) {
        var kept = target.resolve("log-" + records);
        if (options.fresh()) {
            Folders.delete(kept);
        }
        System.err.printf(Locale.ROOT, "bench: making a log of %d records, unless an earlier run left it%n", records);
        return LongLog.kept(launch, kept, records);
    }

    private Length length(int records) {
        var folder = log(launch, options, target, records);
        var memory = new Memory(launch, folder.resolve("jcmd.log"));
        try (var server = launch.withHeap(HEAP).heed(folder)) {
            var stream = new LogStream(server);
            for (int warm = 0; warm < WARM_RECORDS; warm += records) {
                stream.run(NDJSON, records + 1, OutputStream.nullOutputStream(), records + 1, () -> { });
                stream.run(CSV, records + 1, OutputStream.nullOutputStream(), records + 1, () -> { });
            }
            var ndjson = form(server, NDJSON, records);
            var csv = form(server, CSV, records);
            var heap = new ArrayList<Double>();
            stream.run(NDJSON, records + 1, OutputStream.nullOutputStream(), records / 10 * 9, () -> heap.add(memory.alive(server.child())));
            return new Length(records, ndjson, csv, heap.get(0), Memory.peak(server.child()));
        }
    }

    /** Each record is a line, and there is one more: the checkpoint, or the header. */
    private Form form(HeedServer server, String mediaType, int records) {
        var machine = new Machine();
        var perSecond = new double[options.rounds()];
        var micros = new double[options.rounds()];
        for (int round = 0; round < options.rounds(); round++) {
            machine.awaitCalm(options.patienceSeconds());
            var used = server.child().processorTime();
            perSecond[round] = records / new LogStream(server).run(mediaType, records + 1, OutputStream.nullOutputStream(), records + 1, () -> { });
            micros[round] = server.child().processorTime().minus(used).toNanos() / 1e3 / records;
            System.err.printf(Locale.ROOT, "bench: export of %d records, %s: %.0f/s, %.1f us%n", records, mediaType, perSecond[round], micros[round]);
        }
        return new Form(Median.of(perSecond), Median.of(micros));
    }
}
