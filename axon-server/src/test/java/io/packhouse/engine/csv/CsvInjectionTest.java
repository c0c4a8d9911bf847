package io.packhouse.engine.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvInjectionTest {

    /// All texts of up to five characters out of the special ones and one other.
    @Test
    void everyTextIsRestoredAndNoneIsAFormula() {
        var texts = new ArrayList<>(List.of(""));
        for (var i = 0; i < texts.size(); i++) {
            if (texts.get(i).length() < 5) {
                for (var sign : List.of("'", "=", "\uFF0D", " ", "a")) {
                    texts.add(texts.get(i) + sign);
                }
            }
        }
        var written = new HashSet<String>();
        for (var text : texts) {
            var cell = CsvInjectionGuard.written(text);
            assertThat(cell.strip()).doesNotStartWith("=").doesNotStartWith("\uFF0D");
            assertThat(CsvInjectionGuard.read(cell)).isEqualTo(text);
            written.add(cell);
        }
        assertThat(written).hasSameSizeAs(texts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "+1",
                "-1",
                "@A",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20A",
                "\t=1",
                "\r1",
                "\n1",
                " =1",
                "\u00A0\uFF1D1",
                "\u3000+1",
                "\uFEFF=1",
                "\u200B@A",
                " \t1"
            })
    void everyStartOfAFormulaIsEscaped(String text) {
        assertThat(CsvInjectionGuard.written(text)).isEqualTo("'" + text);
        assertThat(CsvInjectionGuard.read("'" + text)).isEqualTo(text);
    }

    @Test
    void workbookEscapesAreEscaped() {
        assertThat(CsvInjectionGuard.inWorkbook("_x0041_")).isEqualTo("_x005F_x0041_");
        assertThat(CsvInjectionGuard.inWorkbook("a_x00e9_x005F_b")).isEqualTo("a_x005F_x00e9_x005F_x005F_b");
        for (var plain : List.of("", "_x41_", "_x004G_", "x0041_", "_X0041_", "snake_case")) {
            assertThat(CsvInjectionGuard.inWorkbook(plain)).isEqualTo(plain);
        }
    }

    @Test
    void anUploadedFormulaIsReadAsText() {
        assertThat(CsvInjectionGuard.read("=1+1")).isEqualTo("=1+1");
        assertThat(CsvInjectionGuard.read("'@SUM")).isEqualTo("@SUM");
        assertThat(CsvInjectionGuard.read("'t Kleintje")).isEqualTo("'t Kleintje");
    }
}
