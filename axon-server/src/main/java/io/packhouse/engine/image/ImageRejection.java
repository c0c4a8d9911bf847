package io.packhouse.engine.image;

import io.packhouse.shared.api.Refusal;

/// What may be wrong with an image that somebody brings.
public enum ImageRejection implements Refusal {
    NOT_AN_IMAGE("That cannot be read as a PNG, JPEG or SVG image."),
    TOO_MANY_PIXELS("An image has 40 million pixels at most, and 30,000 on a side."),
    TOO_MANY_SCANS("A JPEG has a hundred scans at most."),
    DECODING_TOO_COSTLY("An image is decoded within seconds; this one is not."),
    DRAWING_NOT_PLAIN("An SVG drawing holds shapes, gradients and words, and nothing else.");

    private final String sentence;

    ImageRejection(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Kind kind() {
        return Kind.INVALID;
    }
}
