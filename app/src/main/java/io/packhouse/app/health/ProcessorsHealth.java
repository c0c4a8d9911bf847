package io.packhouse.app.health;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Ready only while everything that follows the log follows it, and once it has read what was there
/// before: once is enough, a segment that is claimed again later does not send callers away. A
/// segment that nobody here has claimed is another node's care, or paused.
@Component("eventProcessors")
class ProcessorsHealth implements HealthIndicator {

    private final EventProcessingConfiguration processing;
    private final Set<String> upToDate = ConcurrentHashMap.newKeySet();

    ProcessorsHealth(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    @Override
    public Health health() {
        var processors = processing.eventProcessors().values();
        var stopped = processors.stream().filter(one -> !one.isRunning()).toList();
        var behind = processors.stream().filter(this::isReadingThePast).toList();
        return stopped.isEmpty() && behind.isEmpty()
                ? Health.up().build()
                : Health.down()
                        .withDetail("stopped", names(stopped))
                        .withDetail("behind", names(behind))
                        .build();
    }

    private boolean isReadingThePast(EventProcessor processor) {
        if (!(processor instanceof StreamingEventProcessor streaming)
                || upToDate.contains(processor.getName())) {
            return false;
        }
        var segments = streaming.processingStatus().values();
        var caughtUp = segments.stream().allMatch(EventTrackerStatus::isCaughtUp);
        if (caughtUp && !segments.isEmpty()) {
            upToDate.add(processor.getName());
        }
        return !caughtUp;
    }

    private static Object names(Collection<EventProcessor> processors) {
        return processors.stream().map(EventProcessor::getName).toList();
    }
}
