package io.packhouse.engine.processor;

import io.packhouse.engine.operations.OperationType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A processor of the whole installation. `position` has been passed by all its segments, −1 before
/// the first event; `lag` is the number of unread events and `lagMillis` the age of the first of
/// them; `perSecond` is the number of events it passed per second over the last minute.
public record ProcessorView(
        String name,
        Kind kind,
        State state,
        long position,
        long head,
        long lag,
        long lagMillis,
        @Nullable Double perSecond,
        List<SegmentView> segments,
        @Nullable ProcessorError error,
        long deadLetters,
        long parkedSagas,
        List<OperationType> allowedActions) {

    /// The kind of an event processor.
    public enum Kind {
        PROJECTION,
        SAGA,
        AUTOMATION
    }

    /// UNCLAIMED: it should run, and not all of its segments are claimed.
    public enum State {
        RUNNING,
        PAUSED,
        FAILING,
        UNCLAIMED
    }

    /// One segment of the stream; `part` is its share, such as 1/2. `node` is null while it is
    /// unclaimed.
    public record SegmentView(
            int segment, String part, @Nullable String node, long position) {}

    /// The error that stops it, the node, and the number of failures in a row.
    public record ProcessorError(String message, Instant since, int times, String node) {}
}
