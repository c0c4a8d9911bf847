package io.packhouse.app.demo.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.shared.api.Sku;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The demo is the same shop on every machine: in some languages digits are others, in Turkish an I
/// is no i, and in Thailand years are counted from Buddha.
class DemoInEveryLanguageTest {

    final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "th-TH-u-ca-buddhist-nu-thai", "tr-TR", "fa-IR", "de-DE"})
    void hasTheSameProductsAndPacks(String language) {
        Locale.setDefault(Locale.ROOT);
        var wares = DemoAssortment.wares(15);
        var packs = packs();
        Locale.setDefault(Locale.forLanguageTag(language));
        assertThat(DemoAssortment.wares(15)).isEqualTo(wares);
        assertThat(packs()).isEqualTo(packs);
        assertThat(DemoAssortment.wares(15))
                .allSatisfy(ware -> assertThat(new Sku(ware.sku()).value()).isEqualTo(ware.sku()));
        assertThat(DemoPictures.of("SKU-1", "A cup", "Things"))
                .isEqualTo(inRoot(() -> DemoPictures.of("SKU-1", "A cup", "Things")));
    }

    private static List<String> packs() {
        return DemoPacks.all(DemoAssortment.wares(15)).stream()
                .map(pack -> pack + pack.manifestFile())
                .toList();
    }

    private static byte[] inRoot(java.util.function.Supplier<byte[]> made) {
        var language = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            return made.get();
        } finally {
            Locale.setDefault(language);
        }
    }
}
