package io.packhouse.engine.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadsheetTextTest {

    /// All texts of up to five signs out of those that matter and one that does not.
    @Test
    void everyTextComesBackAndNoneIsAFormula() {
        var texts = new ArrayList<>(List.of(""));
        for (var i = 0; i < texts.size(); i++) {
            if (texts.get(i).length() < 5) {
                for (var sign : List.of("'", "=", "-", "a")) {
                    texts.add(texts.get(i) + sign);
                }
            }
        }
        var written = new HashSet<String>();
        for (var text : texts) {
            var cell = SpreadsheetText.written(text);
            assertThat(cell).doesNotStartWith("=").doesNotStartWith("-");
            assertThat(SpreadsheetText.read(cell)).isEqualTo(text);
            written.add(cell);
        }
        assertThat(written).hasSameSizeAs(texts);
    }

    @Test
    void aFormulaThatPeopleSendIsTheTextItSays() {
        assertThat(SpreadsheetText.read("=1+1")).isEqualTo("=1+1");
        assertThat(SpreadsheetText.read("'@SUM")).isEqualTo("@SUM");
        assertThat(SpreadsheetText.read("'t Kleintje")).isEqualTo("'t Kleintje");
    }
}
