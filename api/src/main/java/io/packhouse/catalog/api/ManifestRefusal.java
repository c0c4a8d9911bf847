package io.packhouse.catalog.api;

import io.packhouse.shared.api.Refusal;

/// Why a manifest may be refused to the person sending it.
public enum ManifestRefusal implements Refusal {
    UNKNOWN_MANIFEST("That pack has no manifest of that version.", Kind.UNKNOWN),
    PART_OUT_OF_ORDER("The parts of a manifest arrive in order.", Kind.CONFLICT),
    CONTENT_MISMATCH("The parts do not come to the content's id.", Kind.INVALID),
    EMPTY_MANIFEST("A manifest has at least one line.", Kind.INVALID);

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
