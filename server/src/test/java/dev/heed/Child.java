package dev.heed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of its own, with these settings and no others. */
public final class Child {
    private static final int PATIENCE_SECONDS = 60;

    private Child() {}

    /** With the quick compiler only: a test's process does not live long enough for the other one to pay. */
    public static ProcessBuilder of(Map<String, String> settings, Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xmx512m", "-cp",
            System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HEED_"));
        builder.environment().putAll(settings);
        return builder;
    }

    /** What it said until it ended, and "exit" with its exit code. */
    public static String run(Map<String, String> settings, Class<?> main, String... arguments) throws IOException, InterruptedException {
        var said = Files.createTempFile("child", ".txt");
        var process = of(settings, main, arguments).redirectOutput(said.toFile()).start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
            return Files.readString(said) + "exit " + process.exitValue();
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
