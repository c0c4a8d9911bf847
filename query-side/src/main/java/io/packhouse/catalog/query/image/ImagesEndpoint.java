package io.packhouse.catalog.query.image;

import static io.packhouse.catalog.api.image.ImageRefusal.UNKNOWN_IMAGE;
import static io.packhouse.catalog.api.image.ImageRefusal.WIDTH_NOT_OFFERED;

import io.packhouse.catalog.api.image.ImageId;
import io.packhouse.catalog.api.image.ImageView;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.image.ImageMetadata;
import io.packhouse.engine.image.Renditions;
import io.packhouse.shared.api.CommandRejectedException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Images by id. The content of an id never changes, so responses are cached for ever.
@RestController
class ImagesEndpoint {

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Renditions renditions;

    ImagesEndpoint(Renditions renditions) {
        this.renditions = renditions;
    }

    /// The image scaled to at most that width: `w` is 160, 320, 640 or 1280; the default is 2560.
    /// SVG images are not scaled.
    @GetMapping(
            path = "/images/{id}",
            produces = {"image/png", "image/jpeg", "image/svg+xml"})
    @PublicEndpoint
    ResponseEntity<byte[]> one(
            @PathVariable ImageId id, @RequestParam(required = false) @Nullable Integer w, WebRequest request) {
        if (w != null && !ImageView.WIDTHS.contains(w)) {
            throw new CommandRejectedException(WIDTH_NOT_OFFERED, Map.of("asked", w, "offered", ImageView.WIDTHS));
        }
        var tag = "\"" + id.value().substring(4, 36) + (w == null ? "" : "-" + w) + "\"";
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
        }
        var found = renditions
                .find(id.value(), w)
                .orElseThrow(() -> new CommandRejectedException(UNKNOWN_IMAGE, Map.of("imageId", id.value())));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(ImageMetadata.typeOf(found)))
                .cacheControl(FOR_EVER)
                .eTag(tag)
                .body(found);
    }
}
