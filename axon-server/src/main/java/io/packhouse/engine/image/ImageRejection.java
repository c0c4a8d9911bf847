package io.packhouse.engine.image;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject an uploaded image.
public enum ImageRejection implements Refusal {
    NOT_AN_IMAGE("The file cannot be read as a PNG, JPEG or SVG image."),
    TOO_MANY_PIXELS("An image may have at most 40 million pixels and 30,000 per side."),
    TOO_MANY_SCANS("A JPEG may have at most a hundred scans."),
    DECODING_TOO_COSTLY("Decoding the image takes too long."),
    DRAWING_NOT_PLAIN("An SVG image may contain only shapes, gradients and text.");

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
