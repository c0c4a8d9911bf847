package io.packhouse.catalog.command;

import io.packhouse.catalog.api.Image;
import io.packhouse.catalog.api.ImageId;
import io.packhouse.engine.image.ImageFacts;
import io.packhouse.engine.image.ImageStore;
import io.packhouse.shared.api.Name;
import org.springframework.stereotype.Component;

/// Bytes that somebody brings become an image that history can name: looked at first, then stored.
@Component
class ImageUploads {

    private final ImageStore store;

    ImageUploads(ImageStore store) {
        this.store = store;
    }

    Image keep(byte[] bytes, String alt) {
        var facts = ImageFacts.of(bytes);
        return new Image(
                new ImageId(store.put(bytes)),
                facts.mediaType(),
                facts.width(),
                facts.height(),
                bytes.length,
                Name.normalize(alt));
    }
}
