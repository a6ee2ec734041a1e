package dev.heed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a process logs, for whoever collects it. */
class LogsTest {
    @Test
    void theLogIsOneJsonObjectALineOnStandardErrorAndSpareOfWhatLibrariesSay(@TempDir Path folder) throws Exception {
        var log = folder.resolve("log.txt");
        var output = folder.resolve("output.txt");
        var process = Child.of(Map.of(), Talkative.class).redirectErrorStream(false).redirectError(log.toFile()).redirectOutput(output.toFile()).start();

        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(output)).isEqualTo("an answer\n");
        assertThat(Files.readAllLines(log)).hasSize(1).first().extracting(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
            .satisfies(line -> assertThat(List.of(((JsonNode) line).path("level").asText(), ((JsonNode) line).path("formattedMessage").asText())).containsExactly("INFO", "said\nin two lines"));
    }

    /** A process that answers, and logs. */
    static final class Talkative {
        private Talkative() {}

        public static void main(String[] arguments) {
            System.out.print("an answer\n");
            LoggerFactory.getLogger("dev.heed.any").info("said\nin {} lines", "two");
            LoggerFactory.getLogger("dev.heed.any").debug("for whoever writes it");
            LoggerFactory.getLogger("org.eclipse.jetty.any").info("for whoever writes Jetty");
            LoggerFactory.getLogger("com.networknt.any").warn("once for each document");
        }
    }
}
