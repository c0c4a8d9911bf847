package io.packhouse.engine.projection;

import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.eventstore.Positions;
import java.util.List;
import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/// The positions of this process's projections.
public final class ProjectionProgress {

    /// Prefix of the processing group of every projection.
    public static final String PREFIX = "projection-";

    private final EventProcessingConfiguration processing;
    private final EventTail tail;
    private final @Nullable RemoteProcessorPositions remoteProcessorPositions;

    /// `position` is −1 before the first event and while no segment is claimed.
    public record Lag(String group, long position, long head, long lag, boolean running) {}

    /// `remote` is null for a single process.
    public ProjectionProgress(
            EventProcessingConfiguration processing,
            EventTail tail,
            @Nullable RemoteProcessorPositions remoteProcessorPositions) {
        this.processing = processing;
        this.tail = tail;
        this.remoteProcessorPositions = remoteProcessorPositions;
        if (remoteProcessorPositions != null) {
            remoteProcessorPositions.replyFor(this::positionHere);
        }
    }

    public List<String> names() {
        return processing.eventProcessors().keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .sorted()
                .toList();
    }

    public List<Lag> lags() {
        return names().stream().map(this::lag).toList();
    }

    public Lag lag(String group) {
        var head = Math.max(0, tail.position());
        var position = position(group);
        var lag = Math.max(0, head - Math.max(0, position));
        return new Lag(group, position, head, lag, isRunning(group));
    }

    /// The position that every segment of the group has passed, here or on another node; −1 when
    /// not all are claimed, so that a stopped projection counts as behind.
    public long position(String group) {
        var here = positionHere(group);
        return here < 0 && remoteProcessorPositions != null ? remoteProcessorPositions.position(group) : here;
    }

    /// Requests a notification from the node that owns the group once it has passed that position.
    public void requestPosition(String group, long position) {
        if (remoteProcessorPositions != null && positionHere(group) < 0) {
            remoteProcessorPositions.requestPosition(group, position);
        }
    }

    private long positionHere(String group) {
        return processing
                .eventProcessor(group, StreamingEventProcessor.class)
                .map(StreamingEventProcessor::processingStatus)
                .filter(ProjectionProgress::isWhole)
                .map(ProjectionProgress::lowest)
                .orElse(-1L);
    }

    private boolean isRunning(String group) {
        return processing
                .eventProcessor(group, StreamingEventProcessor.class)
                .map(processor ->
                        processor.isRunning() && !processor.isError() && isWhole(processor.processingStatus()))
                .orElse(false);
    }

    /// A segment of mask m is 1/(m+1) of the stream; together they must be all of it.
    private static boolean isWhole(Map<Integer, EventTrackerStatus> segments) {
        var parts = segments.values().stream()
                .mapToLong(status -> (1L << 32) / (status.getSegment().getMask() + 1L))
                .sum();
        return parts == 1L << 32;
    }

    private static long lowest(Map<Integer, EventTrackerStatus> segments) {
        return segments.values().stream()
                .mapToLong(status -> Positions.of(status.getTrackingToken()))
                .min()
                .orElse(-1);
    }
}
