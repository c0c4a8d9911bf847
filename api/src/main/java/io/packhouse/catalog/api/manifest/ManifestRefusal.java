package io.packhouse.catalog.api.manifest;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a manifest.
public enum ManifestRefusal implements Refusal {
    UNKNOWN_MANIFEST("The pack has no manifest of that version.", Kind.NOT_FOUND),
    PART_OUT_OF_ORDER("The parts of a manifest must be sent in order.", Kind.CONFLICT),
    CONTENT_MISMATCH("The checksum of the lines does not match the content id.", Kind.INVALID),
    EMPTY_MANIFEST("A manifest needs at least one line.", Kind.INVALID),
    TOO_MANY_LINES("A manifest has at most 200,000 lines.", Kind.INVALID),
    UNREADABLE_FILE("The file cannot be read in the declared format.", Kind.INVALID),
    WRONG_COLUMNS("The columns are not those of a manifest.", Kind.INVALID),
    ROWS_REJECTED("Some rows are invalid; nothing was published.", Kind.INVALID),
    UNKNOWN_FORMAT("A manifest is available as json, csv, xlsx or pdf.", Kind.INVALID),
    UNKNOWN_UPLOAD("There is no upload with that id, or it has expired.", Kind.NOT_FOUND),
    UPLOAD_FAILED("The manifest could not be published.", Kind.CONFLICT);

    private final String sentence;
    private final Kind kind;

    ManifestRefusal(String sentence, Kind kind) {
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
