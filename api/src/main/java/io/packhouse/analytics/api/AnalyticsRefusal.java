package io.packhouse.analytics.api;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request of the analytics context.
public enum AnalyticsRefusal implements Refusal {
    UNKNOWN_ZONE("Name the time zone as in Europe/Berlin.", Kind.INVALID),
    WRONG_PERIOD("A period must end after it starts and span at most 1100 days.", Kind.INVALID),
    UNKNOWN_TABLE("There is no analytics table of that name.", Kind.INVALID),
    UNKNOWN_EXPORT("There is no export with that id, or it has expired.", Kind.NOT_FOUND),
    EXPORT_NOT_READY("The export is not finished yet.", Kind.CONFLICT);

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
