package dev.heed.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the programs under load are started: all alike, each in its own JVM.
 *
 * @param jar Heed as it was built; its libraries serve the others, too
 * @param heap the {@code -Xmx} of each
 */
record Launch(Path java, Path jar, String heap) {
    /** As docs/operating.md advises. */
    static final String COLLECTOR = "-XX:+UseParallelGC";

    /** The same with another heap. */
    Launch withHeap(String other) {
        return new Launch(java, jar, other);
    }

    /** Heed on what a folder holds, or anew. */
    HeedServer heed(Path folder) {
        return HeedServer.start(this, folder);
    }

    /** A program of this package. */
    Child own(Class<?> program, Path log, String... arguments) {
        var all = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path").split(System.getProperty("path.separator"))[0]
            + System.getProperty("path.separator") + jar, program.getName()));
        all.addAll(List.of(arguments));
        return start(log, Map.of(), all);
    }

    Child start(Path log, Map<String, String> environment, List<String> arguments) {
        var all = new ArrayList<>(List.of("-Xmx" + heap, COLLECTOR));
        all.addAll(arguments);
        return Child.start(java, log, environment, all);
    }

    /** What the JDK calls itself. */
    String jdk(Path log) {
        try (var child = Child.start(java, log, Map.of(), List.of("-XshowSettings:properties", "-version"))) {
            return child.awaitEnd(Duration.ofSeconds(30)).lines().map(String::strip).filter(line -> line.startsWith("java.runtime.version = "))
                .map(line -> "JDK " + line.substring(line.indexOf('=') + 2)).findFirst().orElse("unknown JDK");
        }
    }
}
