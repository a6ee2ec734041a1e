package dev.heed.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Something under load, and what its rounds came to. */
final class Subject {
    private static final int MOST_REPEATS = 1;
    private static final int MOST_WARM_SLICES = 20;
    private static final int LEVEL_SLICES = 3;
    /** A rate that is no higher than this many times the best before is one that grows no more. */
    private static final double GROWTH = 1.03;

    private final String name;
    private final Child child;
    private final int port;
    private final int connections;
    private final Requests requests;
    private final long warmRequests;
    private final List<Round> rounds = new ArrayList<>();
    private long answers;

    /**
     * One round.
     *
     * @param processorMicros what the server's processor time comes to for one request
     * @param others which part of the machine others took
     */
    record Round(double perSecond, double p50Millis, double p99Millis, double processorMicros, double others) {}

    /** @param warmRequests how many requests a cache needs, at least, before it has done its work */
    Subject(String name, Child child, int port, int connections, Requests requests, long warmRequests) {
        this.name = name;
        this.child = child;
        this.port = port;
        this.connections = connections;
        this.requests = requests;
        this.warmRequests = warmRequests;
    }

    /** Load that does not count: slice after slice of so many seconds, until there were enough requests and the rate grows no more. */
    void warmUp(double seconds) {
        long wanted = answers + warmRequests;
        double best = 0;
        int level = 0;
        for (int slice = 0; slice < MOST_WARM_SLICES && (level < LEVEL_SLICES || answers < wanted); slice++) {
            var outcome = Load.run(port, connections, seconds, requests);
            answers += outcome.answers();
            level = outcome.perSecond() > GROWTH * best ? 0 : level + 1;
            best = Math.max(best, outcome.perSecond());
            System.err.printf(Locale.ROOT, "bench: warming up %s: %.0f/s%n", name, outcome.perSecond());
        }
    }

    /** A round that others disturb is repeated, and the less disturbed one counts. */
    void round(Machine machine, Options options) {
        var best = attempt(machine, options);
        for (int again = 0; again < MOST_REPEATS && !machine.calm(best.others); again++) {
            var next = attempt(machine, options);
            best = next.others < best.others ? next : best;
        }
        rounds.add(best);
        say(best);
    }

    private void say(Round round) {
        System.err.printf(Locale.ROOT, "bench: %s: %.0f/s, %.1f and %.1f ms, %.0f us, others took %.2f%n", name, round.perSecond, round.p50Millis, round.p99Millis,
            round.processorMicros, round.others);
    }

    /** Whoever stood idle while the others had their turns is slow for some seconds: their memory is cold, and some of their code was thrown away. */
    private Round attempt(Machine machine, Options options) {
        machine.awaitCalm(options.patienceSeconds());
        answers += Load.run(port, connections, options.leadSeconds(), requests).answers();
        var before = machine.read(child);
        var used = child.processorTime();
        var outcome = Load.run(port, connections, options.seconds(), requests);
        used = child.processorTime().minus(used);
        answers += outcome.answers();
        return new Round(outcome.perSecond(), outcome.latencies().millis(0.5), outcome.latencies().millis(0.99), used.toNanos() / 1e3 / outcome.answers(),
            machine.others(before, machine.read(child)));
    }

    String name() {
        return name;
    }

    int connections() {
        return connections;
    }

    /** All answers it ever gave here, warm-up included. */
    long answers() {
        return answers;
    }

    Median median(ToDoubleFunction<Round> figure) {
        return Median.of(rounds.stream().mapToDouble(figure).toArray());
    }

    /** How much faster than another, round by round. */
    Median times(Subject other) {
        var ratios = new double[rounds.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = rounds.get(i).perSecond / other.rounds.get(i).perSecond;
        }
        return Median.of(ratios);
    }
}
