package dev.heed.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Heed on a small and on a large database, the bare routes and the control, side by side, loaded in turns.
 *
 * <p>First the reads and the decisions, of databases that nobody changes meanwhile, so that the bare routes' answers are as long as theirs; then the changes
 * and the reservations.
 */
final class Race implements AutoCloseable {
    private static final int READERS = 32;
    private static final int WRITERS = 64;
    private static final int WARM_REQUESTS = 120_000;
    private static final int WARM_READS_A_CUSTOMER = 4;
    private static final int QUESTIONS_A_CUSTOMER = 10;

    /** Who races, in the order in which they are shown. */
    enum Runner { BARE_READ, READ, READ_LARGE, READ_SOME, BARE_DECISION, DECISION, BARE_WRITE, CHANGE, CHANGE_LARGE, CONTROL, CONTROL_TREELESS, RESERVATION }

    private static final List<List<Runner>> HEATS = List.of(
        List.of(Runner.BARE_READ, Runner.READ, Runner.READ_LARGE, Runner.READ_SOME),
        List.of(Runner.BARE_DECISION, Runner.DECISION),
        List.of(Runner.BARE_WRITE, Runner.CHANGE, Runner.CHANGE_LARGE, Runner.CONTROL, Runner.CONTROL_TREELESS, Runner.RESERVATION));

    private final Map<Runner, Subject> subjects = new EnumMap<>(Runner.class);
    private final Launch launch;
    private final Path work;
    private final Loaded small;
    private final HeedServer heed;
    private final int bodyBytes;
    private final int decisionBytes;
    private final int barePort = Child.freePort();
    private final Child bare;
    private final List<Child> others = new ArrayList<>();
    private Optional<HeedServer> heedLarge = Optional.empty();
    private Map<String, Long> reservations = Map.of();

    /** @param work an empty folder */
    Race(Loaded small, Launch launch, Path work) {
        this.launch = launch;
        this.work = work;
        this.small = small;
        heed = launch.heed(Folders.copy(small.folder(), work.resolve("small")));
        var read = Template.get(heed.key());
        var asking = Questions.asking(heed.senderKey(), small.customers());
        bodyBytes = bodyBytes(some(small.customers(), (into, number) -> read.put(into, number, new SplittableRandom())));
        decisionBytes = bodyBytes(some(small.customers() * QUESTIONS_A_CUSTOMER, (into, number) -> asking.next(0, into)));
        bare = launch.own(BareServer.class, work.resolve("bare.log"), Integer.toString(barePort), Integer.toString(bodyBytes), Integer.toString(decisionBytes));
        bare.awaitReady(barePort, BareServer.path(bodyBytes));
    }

    /** Lets readers and writers of a large database take part, and the control. */
    void enter(Loaded large, boolean reads, boolean changes) {
        var server = launch.heed(Folders.copy(large.folder(), work.resolve("large")));
        others.add(server.child());
        heedLarge = Optional.of(server);
        if (reads) {
            subjects.put(Runner.BARE_READ, bare(READERS, bodyBytes));
            subjects.put(Runner.READ, read("read: any of " + small.customers() + " customers", heed, small.customers()));
            subjects.put(Runner.READ_LARGE, read("read: any of " + large.customers() + " customers", server, large.customers()));
            subjects.put(Runner.READ_SOME, read("read: " + small.customers() + " of " + large.customers() + " customers", server, small.customers()));
        }
        if (changes) {
            subjects.put(Runner.BARE_WRITE, bare(WRITERS, bodyBytes));
            subjects.put(Runner.CHANGE, change(heed, small));
            subjects.put(Runner.CHANGE_LARGE, change(server, large));
            subjects.put(Runner.CONTROL, control("control: a transaction a request", true));
            subjects.put(Runner.CONTROL_TREELESS, control("control: the same without the ledger's tree", false));
        }
    }

    /** Lets senders of the small database take part, who ask and who reserve. */
    void enterSenders() {
        var of = "any of " + small.customers() + " customers";
        subjects.put(Runner.BARE_DECISION, bare(READERS, decisionBytes));
        subjects.put(Runner.DECISION, new Subject("decision (no reservation): " + of, heed.child(), heed.port(), READERS, Questions.asking(heed.senderKey(), small.customers()),
            WARM_REQUESTS));
        subjects.computeIfAbsent(Runner.CHANGE, none -> change(heed, small));
        subjects.put(Runner.RESERVATION, new Subject("reservation: " + of + ", and of as many new ones", heed.child(), heed.port(), WRITERS,
            Questions.reserving(heed.senderKey(), small.customers()), WARM_REQUESTS));
    }

    private Subject bare(int connections, int bytes) {
        return new Subject("bare route, " + bytes + " bytes", bare, barePort, connections, new Reads(Template.bare(heed.key(), bytes), 1), WARM_REQUESTS);
    }

    private static Subject read(String name, HeedServer server, int customers) {
        return new Subject(name, server.child(), server.port(), READERS, new Reads(Template.get(server.key()), customers),
            Math.max(WARM_REQUESTS, (long) WARM_READS_A_CUSTOMER * customers));
    }

    private static Subject change(HeedServer server, Loaded loaded) {
        return new Subject("change: any of " + loaded.customers() + " customers", server.child(), server.port(), WRITERS, loaded.goOn(server.key(), WRITERS), WARM_REQUESTS);
    }

    private Subject control(String name, boolean tree) {
        int port = Child.freePort();
        var child = launch.own(ControlServer.class, work.resolve("control-" + tree + ".log"), Integer.toString(port), Integer.toString(bodyBytes),
            work.resolve("control-" + tree + ".db").toString(), Integer.toString(small.customers()), Boolean.toString(tree));
        others.add(child);
        child.awaitReady(port, ControlServer.READY);
        return new Subject(name, child, port, WRITERS, new Changes(heed.key(), small.customers(), WRITERS), WARM_REQUESTS);
    }

    private static Requests some(int count, ObjIntConsumer<ByteBuffer> put) {
        var numbers = IntStream.range(0, count).iterator();
        return (connection, into) -> {
            boolean more = numbers.hasNext();
            if (more) {
                put.accept(into, numbers.nextInt());
            }
            return more;
        };
    }

    private int bodyBytes(Requests requests) {
        var outcome = Load.run(heed.port(), 1, 60, requests);
        return (int) Math.round((double) outcome.bodyBytes() / outcome.answers());
    }

    void run(Options options) {
        for (var heat : HEATS) {
            takeTurns(heat.stream().filter(subjects::containsKey).map(subjects::get).toList(), options);
        }
    }

    /** Each round begins with another subject, so that none always follows the same one. */
    private static void takeTurns(List<Subject> subjects, Options options) {
        var order = new ArrayList<>(subjects);
        var machine = new Machine();
        order.forEach(subject -> subject.warmUp(options.warmUpSeconds()));
        for (int round = 0; round < options.rounds(); round++) {
            order.forEach(subject -> subject.round(machine, options));
            Collections.rotate(order, 1);
        }
    }

    /** All subjects, in the order in which they are shown. */
    List<Subject> subjects() {
        return List.copyOf(subjects.values());
    }

    /** One of those who took part. */
    Subject subject(Runner runner) {
        return Optional.ofNullable(subjects.get(runner)).orElseThrow();
    }

    /** The average length of the answers that were read, which is also that of the bare route's. */
    int bodyBytes() {
        return bodyBytes;
    }

    /** The average length of the decisions. */
    int decisionBytes() {
        return decisionBytes;
    }

    /** Which part of the reservations was allowed; nothing when none were asked for. */
    Optional<Double> allowedPart() {
        return Optional.ofNullable(reservations.get("allowed")).map(allowed -> (double) allowed / (allowed + reservations.get("denied")));
    }

    /**
     * Stops the servers, and makes sure that what was answered was done.
     *
     * @throws IllegalStateException when a database has more or fewer records, or contacts, than changes, or reservations, were answered
     */
    void stopAndCheck(Optional<Loaded> large) {
        close();
        check("records", HeedServer.records(heed.folder()), small.changes() + answers(Runner.CHANGE));
        heedLarge.ifPresent(server -> check("records", HeedServer.records(server.folder()), large.orElseThrow().changes() + answers(Runner.CHANGE_LARGE)));
        if (subjects.containsKey(Runner.RESERVATION)) {
            reservations = HeedServer.reservations(heed.folder());
            check("contacts", reservations.get("allowed") + reservations.get("denied"), answers(Runner.RESERVATION));
        }
    }

    private long answers(Runner runner) {
        return subjects.containsKey(runner) ? subjects.get(runner).answers() : 0;
    }

    private static void check(String what, long there, long answered) {
        if (there != answered) {
            throw new IllegalStateException(answered + " requests were answered, but there are " + there + " " + what);
        }
    }

    @Override
    public void close() {
        heed.close();
        bare.close();
        others.forEach(Child::close);
    }
}
