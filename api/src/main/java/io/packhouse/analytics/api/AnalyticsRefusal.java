package io.packhouse.analytics.api;

import io.packhouse.shared.api.Refusal;

/// Why a question about the figures may be refused.
public enum AnalyticsRefusal implements Refusal {
    UNKNOWN_ZONE("A time zone is named as in Europe/Berlin.", Kind.INVALID),
    WRONG_PERIOD("A period begins before it ends and has at most 1100 days.", Kind.INVALID),
    UNKNOWN_TABLE("There is no such table for analysts.", Kind.INVALID),
    UNKNOWN_EXPORT("There is no export under that id, or it has expired.", Kind.NOT_FOUND),
    EXPORT_NOT_READY("The file is not written yet.", Kind.CONFLICT);

    private final String sentence;
    private final Kind kind;

    AnalyticsRefusal(String sentence, Kind kind) {
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
