package dev.heed.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Child;
import dev.heed.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start does, and does without. */
class StartTest {
    @TempDir
    private Path folder;

    private Map<String, String> settings(String name, String value) {
        return Map.of("HEED_PORT", "0", "HEED_DATA", folder.toString(), "HEED_DATABASE", "jdbc:sqlite:" + folder.resolve("heed.db"), name, value);
    }

    @Test
    void whatTakesLongToSetUpAndIsNotNeededToStartIsSetUpOnceItServes() throws Exception {
        var loaded = folder.resolve("loaded.txt");
        try (var server = ServerProcess.start(settings("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded))) {
            assertThat(server.url()).isNotEmpty();
        }
        var untilItServes = Files.readAllLines(loaded).stream().takeWhile(line -> !line.contains(" dev.heed.Jobs ")).toList();
        assertThat(untilItServes).as("up to the jobs, which begin once it serves").anyMatch(line -> line.contains(" dev.heed.http.Server "));
        assertThat(untilItServes).noneMatch(line -> line.contains(" org.jdbi.")).noneMatch(line -> line.contains(" picocli.CommandLine$Model"))
            .noneMatch(line -> line.contains(" com.sun.jmx.")).noneMatch(line -> line.contains(" jdk.jfr."));
    }

    @Test
    void aWrongSettingStopsTheStartWithASentence() throws Exception {
        assertThat(Child.run(settings("HEED_KEY_READS", "many"), Main.class, "serve")).contains("heed: HEED_KEY_READS ", "'many'", "exit 2").doesNotContain("\tat ");
    }
}
