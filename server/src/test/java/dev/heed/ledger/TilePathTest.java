package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "0, 1234067, 12, tile/0/x001/x234/067.p/12",
        "-1, 273, 112, tile/entries/273.p/112",
        "-1, 999, 256, tile/entries/999",
        "1, 1000, 1, tile/1/x001/000.p/1",
        "63, 100000, 255, tile/63/x100/000.p/255",
        "7, 999999999999999999, 256, tile/7/x999/x999/x999/x999/x999/999",
    })
    void aPathSaysLevelNumberAndWidthAndIsReadBack(int level, long number, int width, String text) {
        var path = new TilePath(level, number, width);
        assertThat(path.text()).isEqualTo(text);
        assertThat(TilePath.parse(text.substring("tile/".length()))).contains(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "0", "0/", "/000", "0/0", "0/00", "0/0000", "0/x000/001", "0/x000/x001/000", "0/x001", "0/001/002",
        "0/x001/x002", "0/x01/002", "0/X001/002", "00/000", "01/000", "64/000", "100/000", "-1/000", "+1/000",
        "entries", "Entries/000", "entries/000/", "0/000.p/0",
        "0/000.p/00", "0/000.p/012", "0/000.p/256", "0/000.p/999",
        "0/000.p/1000", "0/000.p/", "0/000.p", "0/000.p/-1", "0/000.p/+1", "0/000p/1", "0/000.p/1/", "0/000.p/1\n",
        " 0/000", "0/000 ", "0/000\n", "0/..", "0/../000", "tile/0/000", "0/\u0661\u0661\u0661",
        "0/x001/x000/x000/x000/x000/x000/000",
    })
    void anyOtherSpellingIsRefused(String tail) {
        assertThat(TilePath.parse(tail)).isEmpty();
    }

    @Test
    void anEndlessPathIsRefusedWithoutEffort() {
        assertThat(TilePath.parse("0/" + "x001/".repeat(1_000_000) + "000")).isEmpty();
    }

    @Test
    void noPathHasALevelNumberOrWidthThatNoTileHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TilePath(-2, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TilePath(64, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TilePath(0, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TilePath(0, Long.MAX_VALUE, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TilePath(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TilePath(0, 0, 257));
    }
}
