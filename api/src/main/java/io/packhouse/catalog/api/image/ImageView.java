package io.packhouse.catalog.api.image;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An image in a read model. `srcset` lists its narrower renditions in HTML syntax; null for an
/// SVG, which scales without loss, and for an image narrower than every rendition.
public record ImageView(
        String id,
        String url,
        String alt,
        int width,
        int height,
        @Nullable String srcset) {

    /// Widths in pixels in which images are available.
    public static final List<Integer> WIDTHS = List.of(160, 320, 640, 1280);

    private static final String DRAWING = "image/svg+xml";

    public static ImageView showing(Image image) {
        var url = "/images/" + image.imageId();
        var narrower = WIDTHS.stream()
                .filter(width -> width < image.width())
                .map(width -> url + "?w=" + width + " " + width + "w")
                .collect(Collectors.joining(", "));
        return new ImageView(
                image.imageId().value(),
                url,
                image.alt(),
                image.width(),
                image.height(),
                narrower.isEmpty() || image.mediaType().equals(DRAWING) ? null : narrower);
    }
}
