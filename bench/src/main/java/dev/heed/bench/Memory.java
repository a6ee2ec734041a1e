package dev.heed.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How much memory a server uses, in mebibytes. */
final class Memory {
    private static final double MEBIBYTE = 1 << 20;

    private final Launch launch;
    private final Path log;

    /** @param log where what the tool prints goes */
    Memory(Launch launch, Path log) {
        this.launch = launch;
        this.log = log;
    }

    /** Of the objects that are alive, after a full collection. */
    double alive(Child server) {
        var jcmd = launch.java().resolveSibling("jcmd");
        try (var child = Child.start(jcmd, log, Map.of(), List.of(Long.toString(server.pid()), "GC.class_histogram"))) {
            var total = child.awaitEnd(Duration.ofSeconds(30)).lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
            return Long.parseLong(total.split("\\s+")[2]) / MEBIBYTE;
        }
    }

    /** The most that the process ever had; 0 where the system does not tell. */
    static double peak(Child server) {
        var status = Path.of("/proc", Long.toString(server.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:")).mapToLong(line -> Long.parseLong(line.split("\\s+")[1])).findFirst().orElse(0) / 1024.0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
