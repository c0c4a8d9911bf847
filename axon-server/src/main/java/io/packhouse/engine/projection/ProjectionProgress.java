package io.packhouse.engine.projection;

import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.eventstore.Positions;
import java.util.List;
import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/// The positions of the processors of projections.
public final class ProjectionProgress {

    private static final long FAR = 1_000;

    private final EventProcessingConfiguration processing;
    private final ProjectionProcessors processors;
    private final EventTail tail;
    private final @Nullable RemoteProcessorPositions remoteProcessorPositions;

    /// `position` is −1 before the first event and while no segment is claimed.
    public record Lag(String processor, long position, long head, long lag, boolean running) {}

    /// `remote` is null for a single process.
    public ProjectionProgress(
            EventProcessingConfiguration processing,
            ProjectionProcessors processors,
            EventTail tail,
            @Nullable RemoteProcessorPositions remoteProcessorPositions) {
        this.processing = processing;
        this.processors = processors;
        this.tail = tail;
        this.remoteProcessorPositions = remoteProcessorPositions;
        if (remoteProcessorPositions != null) {
            remoteProcessorPositions.replyFor(this::positionHere);
        }
    }

    public List<String> names() {
        return processing.eventProcessors().keySet().stream()
                .filter(ProjectionProcessors::isProcessor)
                .sorted()
                .toList();
    }

    public List<Lag> lags() {
        return names().stream().map(this::lag).toList();
    }

    private Lag lag(String processor) {
        var head = Math.max(0, tail.position());
        var position = position(processor);
        var lag = Math.max(0, head - Math.max(0, position));
        return new Lag(processor, position, head, lag, isRunning(processor));
    }

    /// The position that every segment of the group has passed, here or on another node; −1 when
    /// not all are claimed, so that a stopped projection counts as behind.
    public long position(String group) {
        var processor = processors.of(group);
        var here = positionHere(processor);
        return here < 0 && remoteProcessorPositions != null ? remoteProcessorPositions.position(processor) : here;
    }

    /// Whether the group reads the past, as during a replay.
    public boolean isFarBehind(String group) {
        return tail.position() - position(group) > FAR;
    }

    /// Requests a notification from the node that owns the group once it has passed that position.
    public void requestPosition(String group, long position) {
        var processor = processors.of(group);
        if (remoteProcessorPositions != null && positionHere(processor) < 0) {
            remoteProcessorPositions.requestPosition(processor, position);
        }
    }

    private long positionHere(String processor) {
        return processing
                .eventProcessor(processor, StreamingEventProcessor.class)
                .map(StreamingEventProcessor::processingStatus)
                .filter(ProjectionProgress::isWhole)
                .map(ProjectionProgress::lowest)
                .orElse(-1L);
    }

    private boolean isRunning(String processor) {
        return processing
                .eventProcessor(processor, StreamingEventProcessor.class)
                .map(streaming ->
                        streaming.isRunning() && !streaming.isError() && isWhole(streaming.processingStatus()))
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
