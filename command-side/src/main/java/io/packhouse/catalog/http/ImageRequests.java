package io.packhouse.catalog.http;

import io.packhouse.catalog.api.image.ImageId;
import io.packhouse.catalog.command.image.ImageGallery;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/// JSON bodies for changes of images.
final class ImageRequests {

    static final int LONGEST_ALT = 300;

    private ImageRequests() {}

    record Order(@NotEmpty @Size(max = ImageGallery.MOST) List<@NotNull ImageId> order) {}

    record Description(
            @NotNull @ValidName(max = LONGEST_ALT) String alt) {

        Description {
            alt = Name.normalize(alt);
        }
    }
}
