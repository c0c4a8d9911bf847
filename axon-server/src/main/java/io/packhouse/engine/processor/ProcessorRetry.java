package io.packhouse.engine.processor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;

/// Makes every failing processor of this node retry at once. Its pause doubles after each failure,
/// up to a minute, and the database may be back long before.
public final class ProcessorRetry {

    private ProcessorRetry() {}

    /// Releasing a segment until a past time does not release it, but ends its pause. Axon measures
    /// that time by the clock of events, which may be moved.
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
