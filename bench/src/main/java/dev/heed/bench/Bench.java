package dev.heed.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Locale;

/** Measures what Heed promises, and writes bench/results.md. Exits 1 when a figure could not be had, never because a target was missed. */
public final class Bench {
    private static final Path RESULTS = Path.of("bench/results.md");
    private static final Path TARGET = Path.of("bench/target").toAbsolutePath();

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        var preface = preface(options);
        // A build that replaces the jar meanwhile would pull the classes from under the servers.
        var jar = Files.copy(options.jar(), Folders.made(TARGET).resolve("heed-measured.jar"), StandardCopyOption.REPLACE_EXISTING);
        var outcomes = new ArrayList<Suite.Outcome>();
        for (var java : options.javas()) {
            outcomes.add(new Suite(new Launch(java, jar, options.heap()), options, TARGET).run());
            Files.writeString(RESULTS, new Results(outcomes, options.only()).markdown(preface));
        }
        System.out.print(Files.readString(RESULTS));
    }

    private static String preface(Options options) throws IOException {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        return String.format(Locale.ROOT, "%s, %s %s, %d cores, load average %.1f before. Jar of %s. %d rounds, each of %.0f s after %.0f s that do not count; `-Xmx%s %s`.",
            Instant.now().truncatedTo(ChronoUnit.SECONDS), machine.getName(), machine.getArch(), machine.getAvailableProcessors(), machine.getSystemLoadAverage(),
            Files.getLastModifiedTime(options.jar()).toInstant().truncatedTo(ChronoUnit.SECONDS), options.rounds(), options.seconds(), options.leadSeconds(), options.heap(), Launch.COLLECTOR);
    }
}
