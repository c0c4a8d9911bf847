package io.packhouse.engine.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;

/// Has every processor of this node try again at once. One that fails waits twice as long each
/// time, up to a minute, and the database may be back long before.
public final class ProcessorRetry {

    private ProcessorRetry() {}

    /// A segment that is to be released until a time that has passed is not released, and may be
    /// claimed. Axon reckons that time by the clock of events, which may be moved.
    public static void now(EventProcessingConfiguration processing) {
        var ahead = Duration.between(GenericEventMessage.clock.instant(), Instant.now());
        var past = ahead.minusSeconds(1).toMillis();
        for (var processor : processing.eventProcessors().values()) {
            if (processor instanceof StreamingEventProcessor streaming) {
                for (var segment = 0; segment < ProcessorStatusQueries.MOST_SEGMENTS; segment++) {
                    streaming.releaseSegment(segment, past, TimeUnit.MILLISECONDS);
                }
            }
        }
    }
}
