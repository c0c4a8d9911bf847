package io.packhouse.engine.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One processor of the whole installation. `position` is what all its segments have passed, −1
/// before the first event; `lag` counts the events it lacks and `lagMillis` is the age of the first
/// of them; `perSecond` is how many events of the log it passed over the last minute.
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
        List<OperationType> allowedActs) {

    /// What follows the log.
    public enum Kind {
        PROJECTION,
        SAGA,
        AUTOMATION
    }

    /// UNCLAIMED: somebody should work on it, and not all of it is worked on.
    public enum State {
        RUNNING,
        PAUSED,
        FAILING,
        UNCLAIMED
    }

    /// One part of the stream; `part` is its share as 1/2. `node` is null while nobody works on it.
    public record SegmentView(int segment, String part, @Nullable String node, long position) {}

    /// What keeps it from going on, on which node, and how often in a row.
    public record ProcessorError(String message, Instant since, int times, String node) {}
}
