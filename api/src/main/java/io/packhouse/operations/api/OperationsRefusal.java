package io.packhouse.operations.api;

import io.packhouse.shared.api.Refusal;

/// Why an operator may be told no.
public enum OperationsRefusal implements Refusal {
    UNKNOWN_PROCESSOR("No node has, or ever had, a processor of that name.", Kind.NOT_FOUND),
    UNKNOWN_OPERATION("There is no operation under that id.", Kind.NOT_FOUND),
    UNKNOWN_SAGA("Nothing is parked for a saga under that id.", Kind.NOT_FOUND),
    NO_MATCHING_DEAD_LETTERS("No dead letters fit that.", Kind.NOT_FOUND),
    PROJECTION_HAS_ONE_SEGMENT(
            "A projection has one segment: its read model has one position, and its rows are"
                    + " written in the order of the log.",
            Kind.CONFLICT),
    PROCESSOR_NOT_SEGMENTED(
            "An automation has one segment: it reacts in the order of the log, across streams.",
            Kind.CONFLICT),
    ONE_SEGMENT_LEFT("It has one segment: there is nothing to merge.", Kind.CONFLICT),
    TOO_MANY_SEGMENTS("A processor has at most 16 segments.", Kind.CONFLICT),
    PROCESSOR_PAUSED("It is paused: resume it first.", Kind.CONFLICT),
    FILTER_REQUIRED(
            "Name the group, and either a sequence or a cause: dead letters are not given up"
                    + " wholesale.",
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
