package io.packhouse.engine.processor;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The status report of a node: which desired states and waiting operations it knows, its
/// processors, and the progress of the segments it owns.
record NodeStatus(String node, Set<String> paused, Set<String> operations, List<ProcessorStatus> processors) {

    /// `sagaTypes` is empty unless it runs sagas.
    record ProcessorStatus(
            String name,
            ProcessorView.Kind kind,
            List<String> sagaTypes,
            boolean running,
            ProcessorFailures.@Nullable Failing failing,
            List<SegmentStatus> segments) {}

    /// `perSecond` is null in the first seconds after the claim.
    record SegmentStatus(
            int segment, long position, @Nullable Double perSecond) {}
}
