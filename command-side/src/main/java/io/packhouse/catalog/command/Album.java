package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.ImageRefusal.ORDER_INCOMPLETE;
import static io.packhouse.catalog.api.ImageRefusal.TOO_MANY_IMAGES;
import static io.packhouse.catalog.api.ImageRefusal.UNKNOWN_IMAGE;

import io.packhouse.catalog.api.Image;
import io.packhouse.catalog.api.ImageId;
import io.packhouse.shared.api.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The images of a product or a pack, in order. The same bytes are one image, however often they
/// are brought.
record Album(List<Image> images) {

    static final Album EMPTY = new Album(List.of());
    static final int MOST = 12;

    Album with(List<Image> more) {
        var all = new ArrayList<>(images);
        for (var image : more) {
            if (all.stream().noneMatch(known -> known.imageId().equals(image.imageId()))) {
                all.add(image);
            }
        }
        if (all.size() > MOST) {
            throw new Refused(TOO_MANY_IMAGES, Map.of("images", images.size(), "most", MOST));
        }
        return new Album(List.copyOf(all));
    }

    Album without(ImageId id) {
        find(id);
        return new Album(images.stream().filter(image -> !image.imageId().equals(id)).toList());
    }

    Album inOrder(List<ImageId> order) {
        var known = images.stream().map(Image::imageId).map(ImageId::value).sorted().toList();
        if (!known.equals(order.stream().map(ImageId::value).sorted().toList())) {
            throw new Refused(ORDER_INCOMPLETE, Map.of("images", known));
        }
        return new Album(order.stream().map(this::find).toList());
    }

    Album saying(ImageId id, String alt) {
        find(id);
        return new Album(
                images.stream()
                        .map(image -> image.imageId().equals(id) ? said(image, alt) : image)
                        .toList());
    }

    private Image find(ImageId id) {
        return images.stream()
                .filter(image -> image.imageId().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(UNKNOWN_IMAGE, Map.of("imageId", id.value())));
    }

    private static Image said(Image image, String alt) {
        return new Image(
                image.imageId(),
                image.mediaType(),
                image.width(),
                image.height(),
                image.bytes(),
                alt);
    }
}
