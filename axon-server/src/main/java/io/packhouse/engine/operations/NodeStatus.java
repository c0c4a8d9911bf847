package io.packhouse.engine.operations;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a node says of itself: what it knows of wishes and of operations that wait, which
/// processors it has, and how those segments fare that it works on.
record NodeStatus(
        String node, Set<String> paused, Set<String> operations, List<ProcessorStatus> processors) {

    /// `sagaType` is null unless it runs a saga.
    record ProcessorStatus(
            String name,
            ProcessorView.Kind kind,
            @Nullable String sagaType,
            boolean running,
            ProcessorFailures.@Nullable Failing failing,
            List<SegmentStatus> segments) {}

    /// `perSecond` is null in the first seconds after the claim.
    record SegmentStatus(int segment, long position, @Nullable Double perSecond) {}
}
