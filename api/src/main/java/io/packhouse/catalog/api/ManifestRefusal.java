package io.packhouse.catalog.api;

import io.packhouse.shared.api.Refusal;

/// Why a manifest may be refused to the person sending it.
public enum ManifestRefusal implements Refusal {
    UNKNOWN_MANIFEST("That pack has no manifest of that version.", Kind.NOT_FOUND),
    PART_OUT_OF_ORDER("The parts of a manifest arrive in order.", Kind.CONFLICT),
    CONTENT_MISMATCH("The parts do not come to the content's id.", Kind.INVALID),
    EMPTY_MANIFEST("A manifest has at least one line.", Kind.INVALID),
    TOO_MANY_LINES("A manifest has at most 200,000 lines.", Kind.INVALID),
    UNREADABLE_FILE("The file cannot be read as what it is said to be.", Kind.INVALID),
    WRONG_COLUMNS("The columns are not those of a manifest.", Kind.INVALID),
    ROWS_REJECTED("Some rows are not right, so nothing was published.", Kind.INVALID),
    UNKNOWN_FORMAT("A manifest can be had as json, csv, xlsx or pdf.", Kind.INVALID),
    UNKNOWN_UPLOAD("There is no upload under that id, or its day is over.", Kind.NOT_FOUND),
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
