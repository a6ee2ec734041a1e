package dev.heed.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tells how much of the machine others take while we measure, where Linux lets us know; and waits until they take little. */
final class Machine {
    private static final Path STAT = Path.of("/proc/stat");
    private static final double CALM = 0.15;
    private static final int IDLE = 4;
    private static final int WAITING_FOR_DISK = 5;
    private static final int GUEST = 9;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** A moment, with the processor time that we and all had used until then. */
    record Reading(long nanos, Duration ours, double busyTicks, double allTicks) {}

    /** @param server the server that is ours, too */
    Reading read(Child server) {
        return reading(server.processorTime());
    }

    private Reading reading(Duration server) {
        double busy = 0;
        double all = 0;
        if (Files.isReadable(STAT)) {
            var ticks = firstLine().split("\\s+");
            for (int i = 1; i < Math.min(ticks.length, GUEST); i++) {
                all += Long.parseLong(ticks[i]);
                busy += i == IDLE || i == WAITING_FOR_DISK ? 0 : Long.parseLong(ticks[i]);
            }
        }
        return new Reading(System.nanoTime(), server.plusNanos(system.getProcessCpuTime()), busy, all);
    }

    /** Which part of all processors others used between two readings, from 0 to 1. */
    double others(Reading from, Reading to) {
        double ticks = to.allTicks - from.allTicks;
        double all = (to.nanos - from.nanos) * (double) system.getAvailableProcessors();
        return ticks == 0 ? 0 : Math.max(0, (to.busyTicks - from.busyTicks) / ticks - to.ours.minus(from.ours).toNanos() / all);
    }

    /** Whether others left us the machine. */
    boolean calm(double others) {
        return others < CALM;
    }

    /** Waits until others take little, but no longer than so many seconds. */
    void awaitCalm(double mostSeconds) {
        long until = System.nanoTime() + (long) (mostSeconds * 1e9);
        boolean calm = false;
        while (!calm && System.nanoTime() < until) {
            var before = reading(Duration.ZERO);
            sleep();
            calm = calm(others(before, reading(Duration.ZERO)));
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(300);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String firstLine() {
        try (var lines = Files.lines(STAT)) {
            return lines.findFirst().orElse("");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
