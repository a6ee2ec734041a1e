package dev.heed.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
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
     * What came out; empty where a part was left out.
     *
     * @param limits of starting, storing and SQLite itself
     * @param small what the race ran on
     */
    record Outcome(String jdk, Optional<Limits> limits, Optional<Loaded> small, Optional<Loaded> large, Optional<Race> race, Optional<Streams.Outcome> streams,
                   Optional<Audiences.Outcome> audiences, Optional<LogExports.Outcome> exports, Optional<Verifications.Outcome> verification,
                   Optional<Copies.Outcome> copies) {
        Median times(Race.Runner one, Race.Runner other) {
            return race.orElseThrow().subject(one).times(race.orElseThrow().subject(other));
        }
    }

    /**
     * What comes with the changes.
     *
     * @param batchedPerSecond changes a second that SQLite takes, 64 a commit, without HTTP
     * @param bytesByTable of the small database
     */
    record Limits(Median startSeconds, Median firstStartSeconds, double batchedPerSecond, Map<String, Long> bytesByTable) {}

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
        say(jdk);
        boolean races = any(Part.READS, Part.CHANGES, Part.DECISIONS);
        var small = when(races || any(Part.STREAM), () -> {
            say("loading " + SMALL + " customers");
            return Loaded.make(launch, work.resolve("loaded"), SMALL);
        });
        var limits = when(any(Part.CHANGES), () -> limits(work, small.orElseThrow()));
        var large = when(any(Part.READS, Part.CHANGES), this::large);
        var race = when(races, () -> race(work, small.orElseThrow(), large));
        var streams = when(any(Part.STREAM), () -> new Streams(launch, options, work.resolve("stream")).run(small.orElseThrow()));
        var audiences = when(any(Part.AUDIENCE), () -> new Audiences(launch, options, target).run());
        var exports = when(any(Part.EXPORT), () -> new LogExports(launch, options, target).run());
        var verification = when(any(Part.VERIFICATION), () -> new Verifications(launch, options, target).run());
        var copies = when(any(Part.ACCESS), () -> new Copies(launch, options, target).run());
        return new Outcome(jdk, limits, small, large, race, streams, audiences, exports, verification, copies);
    }

    private boolean any(Part... parts) {
        return !Collections.disjoint(options.only(), List.of(parts));
    }

    private static <T> Optional<T> when(boolean wanted, Supplier<T> measured) {
        return wanted ? Optional.of(measured.get()) : Optional.empty();
    }

    private Limits limits(Path work, Loaded small) {
        say("starting " + STARTS + " times");
        var first = starts(i -> launch.heed(work.resolve("start" + i)));
        var starts = starts(i -> HeedServer.startAgain(launch, work.resolve("start" + i)));
        say("SQLite alone");
        return new Limits(starts, first, batchedPerSecond(work), HeedServer.bytesByTable(small.folder()));
    }

    private Loaded large() {
        var folder = target.resolve("loaded-" + options.customers());
        if (options.fresh()) {
            Folders.delete(folder);
        }
        say("loading " + options.customers() + " customers, unless an earlier run left them");
        return Loaded.kept(launch, folder, options.customers());
    }

    private Race race(Path work, Loaded small, Optional<Loaded> large) {
        say(options.rounds() + " rounds of " + options.seconds() + " s of each");
        try (var race = new Race(small, launch, Folders.made(work.resolve("race")))) {
            large.ifPresent(loaded -> race.enter(loaded, any(Part.READS), any(Part.CHANGES)));
            if (any(Part.DECISIONS)) {
                race.enterSenders();
            }
            race.run(options);
            race.stopAndCheck(large);
            return race;
        }
    }

    private Median starts(IntFunction<HeedServer> start) {
        return Median.of(IntStream.range(0, STARTS).mapToDouble(i -> {
            machine.awaitCalm(options.patienceSeconds());
            try (var server = start.apply(i)) {
                return server.readyAfter().toMillis() / 1e3;
            }
        }).toArray());
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
