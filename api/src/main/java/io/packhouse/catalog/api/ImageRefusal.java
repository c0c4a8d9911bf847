package io.packhouse.catalog.api;

import io.packhouse.shared.api.Refusal;

/// Why something of images may be refused to the person asking.
public enum ImageRefusal implements Refusal {
    UNKNOWN_IMAGE("There is no such image here.", Kind.NOT_FOUND),
    TOO_MANY_IMAGES("Twelve images are the most; take one away first.", Kind.CONFLICT),
    IMAGE_ORDER_INCOMPLETE("An order of images names each of them once.", Kind.INVALID),
    WIDTH_NOT_OFFERED("Images are to be had in fixed widths.", Kind.INVALID);

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
