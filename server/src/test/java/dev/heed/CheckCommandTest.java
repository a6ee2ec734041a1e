package dev.heed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.FairnessRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `heed brand check` says what publishing would say, in words and by its exit code. */
class CheckCommandTest {
    @TempDir
    Path folder;

    private record Ran(int code, String said) {}

    private Ran check(Consumer<ObjectNode> edit) throws IOException {
        var document = Given.catalog();
        edit.accept(document);
        return run(Files.writeString(folder.resolve("catalog.json"), document.toString()));
    }

    private static Ran run(Path file) {
        var out = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            return new Ran(Main.run("brand", "check", "--catalog", file.toString()), out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void aFairCatalogEndsWithZero() throws IOException {
        assertThat(check(document -> { })).isEqualTo(new Ran(0, "0 errors, 0 warnings: the catalog can be published." + System.lineSeparator()));
    }

    @Test
    void warningsHaveAnExitCodeAndNameThePattern() throws IOException {
        var ran = check(document -> document.withObject("/topics/4/label").put("en", "Exclusive offers"));
        assertThat(ran.code()).isEqualTo(20);
        assertThat(ran.said()).startsWith("warning /topics/4/label/en: \"Exclusive\" ").contains("(Stirring: Emotional steering; rule emotive_words)").endsWith("0 errors, 1 warnings: the catalog can be published." + System.lineSeparator());
    }

    @Test
    void errorsHaveAnotherAndSoDoesWhatDoesNotFitTheContract() throws IOException {
        var refused = check(document -> document.withObject("/relationships/0/preset/topics/offers").put("allowed", true));
        assertThat(refused.code()).isEqualTo(21);
        assertThat(refused.said()).contains("error /relationships/0/preset/topics/offers/allowed: ", "(Skipping: Deceptive snugness; rule preticked_consent)", "1 errors, 0 warnings: the catalog would be refused.");
        var misfit = check(document -> document.put("nonsense", 1));
        assertThat(misfit.code()).isEqualTo(21);
        assertThat(misfit.said()).contains("error /nonsense: the contract has no such member");
    }

    @Test
    void whatCannotBeReadIsWrongUsage() {
        assertThat(run(folder.resolve("nothing.json")).code()).isEqualTo(2);
    }

    @Test
    void thePageOnFairDesignHasARowForEveryRule() throws IOException {
        var page = Files.readString(Path.of("../docs/fair-design.md"));
        assertThat(page.lines().filter(line -> line.startsWith("| `"))).map(line -> line.substring(0, line.indexOf("| ", line.indexOf("| ", 2) + 2)).strip())
            .containsExactlyElementsOf(Arrays.stream(FairnessRule.values()).map(rule -> "| `" + rule.id() + "` | " + rule.pattern().title()).toList());
        assertThat(Arrays.stream(FairnessRule.values()).filter(FairnessRule::refused)).allMatch(rule -> page.indexOf("| `" + rule.id() + "`") < page.indexOf("## Warned about"));
        assertThat(Arrays.stream(FairnessRule.values()).filter(rule -> !rule.refused())).allMatch(rule -> page.indexOf("| `" + rule.id() + "`") > page.indexOf("## Warned about"));
    }
}
