package dev.heed.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.store.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/decisions.md is true, row by row. */
class WorkedExamplesTest {
    private static final int COLUMNS = 7;

    static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of("../docs/decisions.md")).stream().filter(line -> line.startsWith("| `{"))
            .map(line -> Arrays.stream(line.split("\\|", -1)).skip(1).limit(COLUMNS).map(String::strip).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theAnswerIsTheOneThatIsDocumented(List<String> row) {
        var at = Instant.parse(row.get(4));
        var facts = Situations.facts(row.get(0).replace("`", ""), row.get(1), row.get(2), row.get(3), at);

        var reasons = Rules.reasons(facts);
        var allowedFrom = Rules.allowedFrom(facts, reasons);

        assertThat(reasons.stream().map(reason -> reason.code().id()).toList())
            .isEqualTo(row.get(5).equals("allow") ? List.of() : List.of(row.get(5).split(", ")));
        assertThat(allowedFrom.map(Times::text)).isEqualTo(switch (row.get(6)) {
            case "now" -> Optional.of(Times.text(at));
            case "never" -> Optional.empty();
            default -> Optional.of(Times.text(Instant.parse(row.get(6))));
        });
    }

    @org.junit.jupiter.api.Test
    void everyCodeIsDocumentedAndHasAnExample() throws IOException {
        var text = Files.readString(Path.of("../docs/decisions.md"));
        var examples = rows().map(row -> row.get(5)).toList();

        for (var code : Reason.Code.values()) {
            assertThat(text).contains("| `" + code.id() + "` |");
            assertThat(examples).anyMatch(answer -> List.of(answer.split(", ")).contains(code.id()));
        }
    }
}
