package io.packhouse.storefront.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayFormatterTest {

    final DisplayFormatter wording = new DisplayFormatter();

    @Test
    void countsUseThePlural() {
        assertThat(wording.count(0, "order")).isEqualTo("0 orders");
        assertThat(wording.count(1, "order")).isEqualTo("1 order");
        assertThat(wording.count(1_234, "order")).isEqualTo("1,234 orders");
    }

    @ParameterizedTest
    @CsvSource({
        "110, 100, true, +10\u00a0%",
        "90, 100, true, −10\u00a0%",
        "100, 100, true, +0\u00a0%",
        "1000, 100, true, +900\u00a0%"
    })
    void aChangeIsAPercentage(long now, long before, boolean isEnough, String words) {
        assertThat(wording.change(now, before, isEnough)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"5543, 10, true", "1001, 100, true", "5, 0, true", "110, 100, false"})
    void aMisleadingChangeIsOmitted(long now, long before, boolean isEnough) {
        assertThat(wording.change(now, before, isEnough)).isEmpty();
    }
}
