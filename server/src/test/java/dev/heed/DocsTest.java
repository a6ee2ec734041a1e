package dev.heed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.problem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the program has, its documentation names. */
class DocsTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void everySettingIsDocumentedWithItsDefaultAndMeaning() throws IOException {
        assertThat(operating()).contains(Config.SETTINGS.stream()
            .map(setting -> "| `" + setting.name() + "` | `" + setting.fallback() + "` | " + setting.meaning() + " |").toList());
    }

    @Test
    void everyKindOfProblemIsDocumentedWithItsStatus() throws IOException {
        assertThat(operating()).contains(Arrays.stream(Kind.values()).map(kind -> "| `" + kind.id() + "` | " + kind.status() + " |").toList());
    }

    @Test
    void everyMetricOfOursIsDocumented() throws IOException {
        try (var given = Given.server()) {
            given.client(dev.heed.access.Role.APP).catalog().read();
            var ours = Pattern.compile("^# TYPE (heed_[a-z_]+) ", Pattern.MULTILINE).matcher(given.client(dev.heed.access.Role.APP).operations().metrics());
            while (ours.find()) {
                assertThat(operating()).contains("`" + ours.group(1).replaceFirst("_max$", "") + "`");
            }
        }
    }

    @Test
    void everyEventIsDocumented() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var events = Pattern.compile("new Outbox\\.Event\\([^\"]*\"([a-z_.]+)\"").matcher(Files.readString(file));
                while (events.find()) {
                    assertThat(operating()).contains("| `" + events.group(1) + "` |");
                }
            }
        }
    }

    @Test
    void linksInTheDocumentationLeadSomewhere() throws IOException {
        try (var files = Files.walk(ROOT.resolve("docs"))) {
            var pages = new java.util.ArrayList<>(files.filter(path -> path.toString().endsWith(".md")).toList());
            pages.add(ROOT.resolve("README.md"));
            for (var page : pages) {
                var links = Pattern.compile("]\\(([^)#:]+)\\)").matcher(Files.readString(page));
                while (links.find()) {
                    assertThat(page.resolveSibling(links.group(1))).as("a link in " + page).exists();
                }
            }
        }
    }

    private static String operating() throws IOException {
        return Files.readString(ROOT.resolve("docs/operating.md"));
    }
}
