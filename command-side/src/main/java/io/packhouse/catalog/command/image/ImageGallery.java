package io.packhouse.catalog.command.image;

import static io.packhouse.catalog.api.image.ImageRefusal.IMAGE_ORDER_INCOMPLETE;
import static io.packhouse.catalog.api.image.ImageRefusal.TOO_MANY_IMAGES;
import static io.packhouse.catalog.api.image.ImageRefusal.UNKNOWN_IMAGE;

import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.image.ImageId;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The images of a product or a pack, in order. The same bytes are one image, however often they
/// are uploaded.
public record ImageGallery(List<Image> images) {

    public static final ImageGallery EMPTY = new ImageGallery(List.of());
    public static final int MOST = 12;

    public ImageGallery with(List<Image> more) {
        var all = new ArrayList<>(images);
        for (var image : more) {
            if (all.stream().noneMatch(known -> known.imageId().equals(image.imageId()))) {
                all.add(image);
            }
        }
        if (all.size() > MOST) {
            throw new CommandRejectedException(TOO_MANY_IMAGES, Map.of("images", images.size(), "most", MOST));
        }
        return new ImageGallery(List.copyOf(all));
    }

    public ImageGallery without(ImageId id) {
        find(id);
        return new ImageGallery(
                images.stream().filter(image -> !image.imageId().equals(id)).toList());
    }

    public ImageGallery inOrder(List<ImageId> order) {
        var known =
                images.stream().map(Image::imageId).map(ImageId::value).sorted().toList();
        if (!known.equals(order.stream().map(ImageId::value).sorted().toList())) {
            throw new CommandRejectedException(IMAGE_ORDER_INCOMPLETE, Map.of("images", known));
        }
        return new ImageGallery(order.stream().map(this::find).toList());
    }

    public ImageGallery withAltText(ImageId id, String alt) {
        find(id);
        return new ImageGallery(images.stream()
                .map(image -> image.imageId().equals(id) ? withAlt(image, alt) : image)
                .toList());
    }

    private Image find(ImageId id) {
        return images.stream()
                .filter(image -> image.imageId().equals(id))
                .findFirst()
                .orElseThrow(() -> new CommandRejectedException(UNKNOWN_IMAGE, Map.of("imageId", id.value())));
    }

    private static Image withAlt(Image image, String alt) {
        return new Image(image.imageId(), image.mediaType(), image.width(), image.height(), image.bytes(), alt);
    }
}
