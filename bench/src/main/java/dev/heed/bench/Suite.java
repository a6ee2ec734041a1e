package dev.heed.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

/** Everything that is measured, with one JDK, from the first start to the last round. */
final class Suite {
    private static final int SMALL = 1_000;
    private static final int STARTS = 5;

    private final Launch launch;
    private final Options options;
    private final Path target;
    private final Machine machine = new Machine();

    /**
     * What came out.
     *
     * @param batchedPerSecond changes a second that SQLite takes, 64 a commit, without HTTP
     * @param bytesByTable of the small database
     */
    record Outcome(String jdk, Median startSeconds, double batchedPerSecond, Loaded small, Loaded large, Map<String, Long> bytesByTable, Race race) {}

    /** @param target a folder for what is made on the way */
    Suite(Launch launch, Options options, Path target) {
        this.launch = launch;
        this.options = options;
        this.target = target;
    }

    Outcome run() {
        var work = target.resolve("work");
        Folders.delete(work);
        var jdk = launch.jdk(Folders.made(work).resolve("jdk.log"));
        say(jdk + ": starting " + STARTS + " times");
        var starts = Median.of(IntStream.range(0, STARTS).mapToDouble(i -> startSeconds(work.resolve("start" + i))).toArray());
        say("SQLite alone");
        double batched = batchedPerSecond(work);
        say("loading " + SMALL + " customers");
        var small = Loaded.make(launch, work.resolve("loaded"), SMALL);
        var bytesByTable = HeedServer.bytesByTable(small.folder());
        say("loading " + options.customers() + " customers, unless an earlier run left them");
        var large = Loaded.kept(launch, target.resolve("loaded-" + options.customers()), options.customers());
        say("reads and changes, " + options.rounds() + " rounds of " + options.seconds() + " s");
        try (var race = new Race(small, large, launch, Folders.made(work.resolve("race")))) {
            race.run(options);
            race.stopAndCheck(small, large);
            return new Outcome(jdk, starts, batched, small, large, bytesByTable, race);
        }
    }

    private double startSeconds(Path folder) {
        machine.awaitCalm(options.patienceSeconds());
        try (var server = launch.heed(folder)) {
            return server.readyAfter().toMillis() / 1e3;
        }
    }

    private double batchedPerSecond(Path work) {
        machine.awaitCalm(options.patienceSeconds());
        try (var child = launch.own(BatchedCommits.class, work.resolve("batched.log"), work.resolve("batched.db").toString(), Integer.toString(SMALL),
            Double.toString(options.seconds()))) {
            // JDK 25 warns about native access before.
            var lines = child.awaitEnd(Duration.ofSeconds((long) (2 * options.seconds()) + 60)).lines().toList();
            return Double.parseDouble(lines.get(lines.size() - 1));
        }
    }

    private static void say(String what) {
        System.err.println("bench: " + what);
    }
}
