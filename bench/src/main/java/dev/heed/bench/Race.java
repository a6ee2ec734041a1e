package dev.heed.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Heed on a small and on a large database, the bare route and the control, side by side, loaded in turns.
 *
 * <p>First the reads, of databases that nobody changes meanwhile, so that the bare route's answers are as long as theirs; then the changes.
 */
final class Race implements AutoCloseable {
    private static final int READERS = 32;
    private static final int WRITERS = 64;
    private static final int WARM_REQUESTS = 60_000;
    private static final int WARM_READS_A_CUSTOMER = 4;

    final Subject bareRead;
    final Subject read;
    final Subject readLarge;
    final Subject readSome;
    final Subject bareWrite;
    final Subject change;
    final Subject changeLarge;
    final Subject control;

    private final HeedServer heed;
    private final HeedServer heedLarge;
    private final Child bare;
    private final Child controlServer;
    private final int bodyBytes;

    /** @param work an empty folder */
    Race(Loaded small, Loaded large, Launch launch, Path work) {
        int barePort = Child.freePort();
        int controlPort = Child.freePort();
        var customers = Integer.toString(small.customers());
        heed = launch.heed(Folders.copy(small.folder(), work.resolve("small")));
        heedLarge = launch.heed(Folders.copy(large.folder(), work.resolve("large")));
        bodyBytes = bodyBytes(heed, small.customers());
        bare = launch.own(BareServer.class, work.resolve("bare.log"), Integer.toString(barePort), Integer.toString(bodyBytes));
        controlServer = launch.own(ControlServer.class, work.resolve("control.log"), Integer.toString(controlPort), Integer.toString(bodyBytes),
            work.resolve("control.db").toString(), customers);
        bare.awaitReady(barePort, BareServer.PATH);
        controlServer.awaitReady(controlPort, BareServer.PATH);

        var bareReads = new Reads(Template.bare(heed.key()), 1);
        bareRead = new Subject("bare route", bare, barePort, READERS, bareReads, WARM_REQUESTS);
        bareWrite = new Subject("bare route", bare, barePort, WRITERS, bareReads, WARM_REQUESTS);
        read = read("read: any of " + small.customers() + " customers", heed, small.customers());
        readLarge = read("read: any of " + large.customers() + " customers", heedLarge, large.customers());
        readSome = read("read: " + small.customers() + " of " + large.customers() + " customers", heedLarge, small.customers());
        change = change("change: any of " + small.customers() + " customers", heed, small);
        changeLarge = change("change: any of " + large.customers() + " customers", heedLarge, large);
        control = new Subject("control: a transaction a request", controlServer, controlPort, WRITERS, new Changes(heed.key(), small.customers(), WRITERS),
            WARM_REQUESTS);
    }

    private static Subject read(String name, HeedServer server, int customers) {
        return new Subject(name, server.child(), server.port(), READERS, new Reads(Template.get(server.key()), customers),
            Math.max(WARM_REQUESTS, (long) WARM_READS_A_CUSTOMER * customers));
    }

    private static Subject change(String name, HeedServer server, Loaded loaded) {
        return new Subject(name, server.child(), server.port(), WRITERS, loaded.goOn(server.key(), WRITERS), WARM_REQUESTS);
    }

    private static int bodyBytes(HeedServer server, int customers) {
        var template = Template.get(server.key());
        var each = new Requests() {
            private int customer;

            @Override
            public boolean next(int connection, ByteBuffer into) {
                template.put(into, customer++, new SplittableRandom());
                return customer <= customers;
            }
        };
        var outcome = Load.run(server.port(), 1, 60, each);
        return (int) Math.round((double) outcome.bodyBytes() / outcome.answers());
    }

    void run(Options options) {
        takeTurns(List.of(bareRead, read, readLarge, readSome), options);
        takeTurns(List.of(bareWrite, change, changeLarge, control), options);
    }

    /** Each round begins with another subject, so that none always follows the same one. */
    private static void takeTurns(List<Subject> subjects, Options options) {
        var order = new ArrayList<>(subjects);
        var machine = new Machine();
        order.forEach(subject -> subject.warmUp(options.warmUpSeconds()));
        for (int round = 0; round < options.rounds(); round++) {
            order.forEach(subject -> subject.round(machine, options.seconds(), options.patienceSeconds()));
            Collections.rotate(order, 1);
        }
    }

    /** All subjects, in the order in which they are shown. */
    List<Subject> subjects() {
        return List.of(bareRead, read, readLarge, readSome, bareWrite, change, changeLarge, control);
    }

    /** The average length of the answers that were read, which is also that of the bare route's. */
    int bodyBytes() {
        return bodyBytes;
    }

    /**
     * Stops the servers, and makes sure that what was answered was done.
     *
     * @throws IllegalStateException when a database has more or fewer records than changes were answered
     */
    void stopAndCheck(Loaded small, Loaded large) {
        close();
        check(heed, small, change);
        check(heedLarge, large, changeLarge);
    }

    private static void check(HeedServer server, Loaded before, Subject changed) {
        long records = HeedServer.records(server.folder());
        if (records != before.changes() + changed.answers()) {
            throw new IllegalStateException((before.changes() + changed.answers()) + " changes were answered, but there are " + records + " records");
        }
    }

    @Override
    public void close() {
        List.of(heed.child(), heedLarge.child(), bare, controlServer).forEach(Child::close);
    }
}
