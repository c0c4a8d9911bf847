package io.packhouse.engine.projection;

import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.eventstore.Positions;
import java.util.List;
import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/// The projections of this process and how far each has come.
public final class ProjectionProgress {

    /// What the name of every projection's processing group starts with.
    public static final String PREFIX = "projection-";

    private final EventProcessingConfiguration processing;
    private final EventTail tail;
    private final @Nullable RemoteProcessorPositions remoteProcessorPositions;

    /// `position` is −1 before the first event and while no segment is at work.
    public record Lag(String group, long position, long head, long lag, boolean running) {}

    /// `elsewhere` is null where no other node can be.
    public ProjectionProgress(
            EventProcessingConfiguration processing,
            EventTail tail,
            @Nullable RemoteProcessorPositions remoteProcessorPositions) {
        this.processing = processing;
        this.tail = tail;
        this.remoteProcessorPositions = remoteProcessorPositions;
        if (remoteProcessorPositions != null) {
            remoteProcessorPositions.answerFor(this::positionHere);
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

    /// The position that every segment of the group has passed, here or at another node; −1 when it
    /// is not all at work, so that a projection that does not run counts as behind.
    public long position(String group) {
        var here = positionHere(group);
        return here < 0 && remoteProcessorPositions != null
                ? remoteProcessorPositions.position(group)
                : here;
    }

    /// Somebody waits until the group has passed that position: another node is asked to say so.
    public void ask(String group, long position) {
        if (remoteProcessorPositions != null && positionHere(group) < 0) {
            remoteProcessorPositions.ask(group, position);
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
                .map(
                        processor ->
                                processor.isRunning()
                                        && !processor.isError()
                                        && isWhole(processor.processingStatus()))
                .orElse(false);
    }

    /// A segment of mask m is 1/(m+1) of the stream; together they must be all of it.
    private static boolean isWhole(Map<Integer, EventTrackerStatus> segments) {
        var parts =
                segments.values().stream()
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
