package io.packhouse.catalog.api.image;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about images.
public enum ImageRefusal implements Refusal {
    UNKNOWN_IMAGE("There is no image with that id here.", Kind.NOT_FOUND),
    TOO_MANY_IMAGES("At most twelve images are allowed; remove one first.", Kind.CONFLICT),
    IMAGE_ORDER_INCOMPLETE("List every image exactly once.", Kind.INVALID),
    WIDTH_NOT_OFFERED("Images are available in fixed widths only.", Kind.INVALID);

    private final String sentence;
    private final Kind kind;

    ImageRefusal(String sentence, Kind kind) {
        this.sentence = sentence;
        this.kind = kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
