package io.packhouse.app.health;

import java.util.Collection;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Ready only while everything that follows the log follows it, and once it has read what was there
/// before. A segment that nobody here has claimed is another node's care.
@Component("eventProcessors")
class ProcessorsHealth implements HealthIndicator {

    private final EventProcessingConfiguration processing;

    ProcessorsHealth(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    @Override
    public Health health() {
        var processors = processing.eventProcessors().values();
        var stopped = processors.stream().filter(one -> !one.isRunning()).toList();
        var behind = processors.stream().filter(ProcessorsHealth::isReadingThePast).toList();
        return stopped.isEmpty() && behind.isEmpty()
                ? Health.up().build()
                : Health.down()
                        .withDetail("stopped", names(stopped))
                        .withDetail("behind", names(behind))
                        .build();
    }

    private static boolean isReadingThePast(EventProcessor processor) {
        return processor instanceof StreamingEventProcessor streaming
                && !streaming.processingStatus().values().stream()
                        .allMatch(EventTrackerStatus::isCaughtUp);
    }

    private static Object names(Collection<EventProcessor> processors) {
        return processors.stream().map(EventProcessor::getName).toList();
    }
}
