package io.packhouse.shared.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {

    @ParameterizedTest
    @CsvSource({
        "ABC/123, abc 123",
        "3.5mm/6.3mm, 3 5 mm 6 3 mm",
        "DS-7604NI-E1.4P.A, ds 7604 ni e 1 4 p a",
        "Crème brûlée, creme brulee",
        "The Who, the who",
        "Straße, strasse",
        "Smørrebrød, smorrebrod",
        "\u0663, 3",
        "\u0130stanbul, istanbul",
        "\ufb01ne, fine",
        "H\u2082O, h 2 o",
        "\u0915\u093f\u0924\u093e\u092c, \u0915\u093f\u0924\u093e\u092c",
        "---, ''"
    })
    void wordsAreTheSameHoweverTheyAreWritten(String text, String words) {
        assertThat(FoldedText.words(text)).isEqualTo(words.isEmpty() ? List.of() : List.of(words.split(" ")));
    }
}
