package dev.heed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is read strictly and written canonically. */
class JsonTest {
    @Test
    void membersAreSortedByUtf16CodeUnits() {
        // The example of RFC 8785, section 3.2.3: a surrogate pair comes before the high private use area.
        var json = Json.read("{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(Json.canonical(json), StandardCharsets.UTF_8))
            .isEqualTo("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @Test
    void onlyWhatMustBeEscapedIs() {
        var json = Json.read("{\"a\":\"\\u20ac$\\u000f\\nA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\u007f\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(Json.canonical(json), StandardCharsets.UTF_8)).isEqualTo("{\"a\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u007f\"}");
    }

    @Test
    void floatingPointIsRefusedInCanonicalJson() {
        assertThatThrownBy(() -> Json.canonical(Json.read("{\"a\":1.5}".getBytes(StandardCharsets.UTF_8)))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}{}", "{} x", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"b\":1}}", "\"\\ud800\"", "\"\\udc00\\ud800\"", "{\"\\ud800\":1}",
        "NaN", "Infinity", "01", "+1", "1.", ".1", "'a'", "{a:1}", "[1,]", "{\"a\":1,}", "/**/1", "\"\t\"", "tru", "\ufeff{}"})
    void whatIsNotOneStrictJsonValueIsRefused(String text) {
        assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.MALFORMED_JSON));
    }

    @Test
    void nestingEndsAtThirtyTwo() {
        assertThat(Json.read(("[".repeat(32) + "]".repeat(32)).getBytes(StandardCharsets.UTF_8))).isNotNull();
        assertThatThrownBy(() -> Json.read(("[".repeat(33) + "]".repeat(33)).getBytes(StandardCharsets.UTF_8))).isInstanceOf(Problem.class);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        for (var other : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"))) {
            assertThatThrownBy(() -> Json.read("{}".getBytes(other))).isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'})).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'})).isInstanceOf(Problem.class);
    }

    @Test
    void aWholeNumberIsWholeHoweverItIsWritten() {
        assertThat(Json.read("[2.0,2e0,20e-1,{\"a\":2.0}]".getBytes(StandardCharsets.UTF_8))).isEqualTo(Json.read("[2,2,2,{\"a\":2}]".getBytes(StandardCharsets.UTF_8)));
        assertThat(Json.read("1.5".getBytes(StandardCharsets.UTF_8)).isIntegralNumber()).isFalse();
    }
}
