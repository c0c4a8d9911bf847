package io.packhouse.app.demo.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.image.ImageMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Generated images pass the same checks as uploaded ones, and are the same every time.
class DemoPicturesTest {

    @ParameterizedTest
    @EnumSource
    void everyShapeIsAcceptedAsAnImage(DemoImageShape shape) {
        var name = shape.name().toLowerCase(Locale.ROOT);
        assertThat(DemoImageShape.of("A " + name, "")).isEqualTo(shape);
        var picture = DemoPictures.of("SKU-1", "A " + name, "Things");
        assertThat(new String(picture, UTF_8)).doesNotContain("@", "%", "'");
        assertThat(picture).hasSizeLessThan(16_384);
        assertThat(ImageMetadata.of(picture))
                .isEqualTo(new ImageMetadata(DemoPictures.MEDIA_TYPE, DemoPictures.WIDTH, DemoPictures.HEIGHT));
    }

    @Test
    void equalNamesGiveEqualImagesAndDifferentNamesDifferentOnes() {
        assertThat(DemoPictures.of("TEA-1", "Assam tea 100 g", "Tea"))
                .isEqualTo(DemoPictures.of("TEA-1", "Assam tea 100 g", "Tea"));
        var different = new HashSet<String>();
        IntStream.range(0, 200).forEach(i -> different.add(new String(DemoPictures.of("CUP-" + i, "Cup", ""), UTF_8)));
        assertThat(different).hasSizeGreaterThan(60);
    }

    @Test
    void theNameTakesPrecedenceOverTheCategory() {
        assertThat(DemoImageShape.of("Desk lamps", "Chairs")).isEqualTo(DemoImageShape.LAMP);
        assertThat(DemoImageShape.of("Model 3000", "Chairs")).isEqualTo(DemoImageShape.CHAIR);
        assertThat(DemoImageShape.of("Model 3000", "Sundries")).isEqualTo(DemoImageShape.BOX);
    }

    /// Writes all of them to one page: `-Dpackhouse.pictures=<file>`.
    @Test
    @EnabledIfSystemProperty(named = "packhouse.pictures", matches = ".+")
    void allOnOnePage() throws IOException {
        var page = new StringBuilder("<style>body{display:grid;grid-template-columns:repeat(6,1fr)}</style>");
        for (var shape : DemoImageShape.values()) {
            var name = shape.name().toLowerCase(Locale.ROOT);
            page.append(new String(DemoPictures.of("SKU-" + name, name, ""), UTF_8)
                    .replaceAll("id=\"(.)\"", "id=\"$1" + shape + "\"")
                    .replaceAll("url\\(#(.)\\)", "url(#$1" + shape + ")"));
        }
        Files.writeString(Path.of(System.getProperty("packhouse.pictures")), page.toString());
    }
}
