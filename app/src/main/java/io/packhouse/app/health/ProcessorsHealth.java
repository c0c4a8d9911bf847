package io.packhouse.app.health;

import io.packhouse.engine.monitoring.ProcessorLag;
import io.packhouse.engine.monitoring.ProcessorLag.SegmentLag;
import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.projection.ProjectionProcessors;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// UP while every processor runs and, after a first catch-up, no projection lags more than the
/// limit for longer than the grace period, on any node: reads here would be stale. A segment that
/// is claimed later, for the first time or again, or is paused by an operator, does not change the
/// status: the last node that is ready must stay so while it takes over from another.
@Component("eventProcessors")
@EnableConfigurationProperties(ReadySettings.class)
class ProcessorsHealth implements HealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Set<String> upToDate = ConcurrentHashMap.newKeySet();
    private final EventProcessingConfiguration processing;
    private final ReadySettings ready;
    private final TimeBoundedCheck<List<SegmentLag>> segments;
    private final Map<String, Long> behindSince = new ConcurrentHashMap<>();

    ProcessorsHealth(
            EventProcessingConfiguration processing,
            ProcessorLag processorLag,
            DesiredProcessorState desired,
            ReadySettings ready) {
        this.processing = processing;
        this.ready = ready;
        segments = new TimeBoundedCheck<>(
                "processors-health",
                PATIENCE,
                () -> processorLag.groups().stream()
                        .filter(ProcessorsHealth::isProjection)
                        .filter(name -> !desired.isPaused(name))
                        .flatMap(name -> processorLag.of(name).stream())
                        .toList());
    }

    @Override
    public Health health() {
        var processors = processing.eventProcessors().values();
        var stopped = processors.stream().filter(one -> !one.isRunning()).toList();
        var all = segments.answer();
        all.ifPresent(segments -> rememberUpToDate(processors, segments));
        var begun = processors.stream()
                .filter(one -> !upToDate.contains(one.getName()))
                .toList();
        var behind = all.map(this::behind);
        return stopped.isEmpty()
                        && begun.isEmpty()
                        && behind.filter(Collection::isEmpty).isPresent()
                ? Health.up().build()
                : down(stopped, begun, behind);
    }

    private static Health down(
            List<EventProcessor> stopped, List<EventProcessor> begun, Optional<List<String>> behind) {
        return Health.down()
                .withDetail("stopped", names(stopped))
                .withDetail("readingThePast", names(begun))
                .withDetail("behind", behind.orElse(List.of("positions unavailable")))
                .build();
    }

    private List<String> behind(List<SegmentLag> all) {
        var now = System.nanoTime();
        var far = all.stream()
                .filter(this::isFarBehind)
                .map(SegmentLag::group)
                .distinct()
                .toList();
        behindSince.keySet().retainAll(far);
        return far.stream()
                .filter(group -> now - behindSince.computeIfAbsent(group, _ -> now)
                        >= ready.lag().gracePeriod().toNanos())
                .toList();
    }

    private boolean isFarBehind(SegmentLag one) {
        return one.lag() > ready.lag().maxEvents()
                || one.late().compareTo(ready.lag().maxTime()) > 0;
    }

    /// Those whose segments here have caught up, and of a projection all are claimed. A failing automation releases
    /// its segment, and would keep the node from getting ready.
    private void rememberUpToDate(Collection<EventProcessor> processors, List<SegmentLag> segments) {
        var unclaimed = segments.stream()
                .filter(one -> !one.claimed())
                .map(SegmentLag::group)
                .collect(Collectors.toSet());
        processors.stream()
                .filter(one -> !unclaimed.contains(one.getName()) && isCaughtUpHere(one))
                .map(EventProcessor::getName)
                .forEach(upToDate::add);
    }

    private static boolean isCaughtUpHere(EventProcessor processor) {
        return !(processor instanceof StreamingEventProcessor streaming)
                || streaming.processingStatus().values().stream().allMatch(EventTrackerStatus::isCaughtUp);
    }

    private static boolean isProjection(String group) {
        return ProjectionProcessors.isProcessor(group);
    }

    private static Object names(Collection<EventProcessor> processors) {
        return processors.stream().map(EventProcessor::getName).toList();
    }
}
