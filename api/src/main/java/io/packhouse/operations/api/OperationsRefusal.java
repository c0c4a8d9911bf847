package io.packhouse.operations.api;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject an operator's request.
public enum OperationsRefusal implements Refusal {
    UNKNOWN_PROCESSOR("No node has, or had, a processor of that name.", Kind.NOT_FOUND),
    UNKNOWN_OPERATION("There is no operation with that id.", Kind.NOT_FOUND),
    UNKNOWN_SAGA("No parked saga has that id.", Kind.NOT_FOUND),
    NO_MATCHING_DEAD_LETTERS("No dead letter matches the selection.", Kind.NOT_FOUND),
    PROJECTION_HAS_ONE_SEGMENT(
            "A projection has one segment: its read model has one position, and its rows are written in event order.",
            Kind.CONFLICT),
    PROCESSOR_NOT_SEGMENTED(
            "An automation has one segment: it reacts in event order across all streams.", Kind.CONFLICT),
    ONE_SEGMENT_LEFT("The processor has only one segment; there is nothing to merge.", Kind.CONFLICT),
    TOO_MANY_SEGMENTS("A processor has at most 16 segments.", Kind.CONFLICT),
    PROCESSOR_PAUSED("The processor is paused; resume it first.", Kind.CONFLICT),
    FILTER_REQUIRED(
            "Name a processing group and a sequence or cause; dismissing all dead letters is not allowed.",
            Kind.INVALID);

    private final String sentence;
    private final Kind kind;

    OperationsRefusal(String sentence, Kind kind) {
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
