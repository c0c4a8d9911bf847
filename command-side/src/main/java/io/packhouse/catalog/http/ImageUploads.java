package io.packhouse.catalog.http;

import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.image.ImageId;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.image.ImageMetadata;
import io.packhouse.engine.image.ImageStore;
import io.packhouse.shared.api.Name;
import org.springframework.stereotype.Component;

/// Checks uploaded bytes, stores them, and returns the image that events refer to.
@Component
class ImageUploads {

    private final ImageStore store;
    private final HeavyWork heavy;

    ImageUploads(ImageStore store, HeavyWork heavy) {
        this.store = store;
        this.heavy = heavy;
    }

    Image keep(byte[] bytes, String alt) {
        var facts = heavy.run(HeavyWork.Kind.IMAGE, () -> ImageMetadata.of(bytes));
        return new Image(
                new ImageId(store.put(bytes)),
                facts.mediaType(),
                facts.width(),
                facts.height(),
                bytes.length,
                Name.normalize(alt));
    }
}
