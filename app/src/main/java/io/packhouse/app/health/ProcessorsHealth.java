package io.packhouse.app.health;

import io.packhouse.engine.operations.ProcessorWishes;
import io.packhouse.engine.projection.ProjectionGroups;
import io.packhouse.engine.watch.Followers;
import io.packhouse.engine.watch.Followers.Follower;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Ready only while everything that follows the log follows it, once it has read what was there
/// before, and while no projection has been far behind for longer than a moment, whichever node
/// works on it: a reader here would be shown the past. Once is enough, a segment that is claimed
/// again later does not send callers away; neither does one that somebody has paused.
@Component("eventProcessors")
@EnableConfigurationProperties(ReadySettings.class)
class ProcessorsHealth implements HealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Set<String> upToDate = ConcurrentHashMap.newKeySet();
    private final EventProcessingConfiguration processing;
    private final ReadySettings ready;
    private final Patience<List<Follower>> projections;
    private final Map<String, Long> behindSince = new ConcurrentHashMap<>();

    ProcessorsHealth(
            EventProcessingConfiguration processing,
            Followers followers,
            ProcessorWishes wishes,
            ReadySettings ready) {
        this.processing = processing;
        this.ready = ready;
        projections =
                new Patience<>(
                        "processors-health",
                        PATIENCE,
                        () ->
                                followers.groups().stream()
                                        .filter(name -> name.startsWith(ProjectionGroups.PREFIX))
                                        .filter(name -> !wishes.isPaused(name))
                                        .flatMap(name -> followers.of(name).stream())
                                        .toList());
    }

    @Override
    public Health health() {
        var processors = processing.eventProcessors().values();
        var stopped = processors.stream().filter(one -> !one.isRunning()).toList();
        var begun = processors.stream().filter(this::isReadingThePast).toList();
        var behind = projections.answer().map(this::behind);
        return stopped.isEmpty()
                        && begun.isEmpty()
                        && behind.filter(Collection::isEmpty).isPresent()
                ? Health.up().build()
                : down(stopped, begun, behind);
    }

    private static Health down(
            List<EventProcessor> stopped,
            List<EventProcessor> begun,
            Optional<List<String>> behind) {
        return Health.down()
                .withDetail("stopped", names(stopped))
                .withDetail("readingThePast", names(begun))
                .withDetail("behind", behind.orElse(List.of("nobody answers how far they are")))
                .build();
    }

    private List<String> behind(List<Follower> all) {
        var now = System.nanoTime();
        var far = all.stream().filter(this::isFarBehind).map(Follower::group).distinct().toList();
        behindSince.keySet().retainAll(far);
        return far.stream()
                .filter(
                        group ->
                                now - behindSince.computeIfAbsent(group, _ -> now)
                                        >= ready.moment().toNanos())
                .toList();
    }

    private boolean isFarBehind(Follower one) {
        return one.lag() > ready.lag().events() || one.late().compareTo(ready.lag().time()) > 0;
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
