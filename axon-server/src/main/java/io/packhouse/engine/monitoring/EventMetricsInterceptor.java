package io.packhouse.engine.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.packhouse.engine.projection.ProjectionProcessors;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/// Times every event that a group handles, and measures its age.
public final class EventMetricsInterceptor implements MessageHandlerInterceptor<EventMessage<?>> {

    private final String group;
    private final boolean projection;
    private final Timer handled;
    private final Timer delay;
    private final Tracing tracing;
    private final Clock clock;

    public EventMetricsInterceptor(String group, MeterRegistry meters, Tracing tracing, Clock clock) {
        this.group = group;
        this.tracing = tracing;
        this.clock = clock;
        projection = ProjectionProcessors.isProcessor(group);
        handled = Timer.builder("packhouse.events.handled")
                .description("Duration of event handling on this node, without the commit of the batch.")
                .tag("group", group)
                .register(meters);
        delay = Timer.builder("packhouse.events.delay")
                .description("Age of an event when it was handled on this node; replays are left out.")
                .tag("group", group)
                .serviceLevelObjectives(HistogramBuckets.SHORT)
                .register(meters);
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> work, InterceptorChain chain)
            throws Exception {
        var event = work.getMessage();
        var startNanos = System.nanoTime();
        try (var step = tracing.event(event, group, projection)) {
            try {
                return chain.proceed();
            } catch (Exception e) {
                step.failed(e);
                throw e;
            }
        } finally {
            handled.record(Duration.ofNanos(System.nanoTime() - startNanos));
            if (!isReplay(event)) {
                delay.record(Duration.between(event.getTimestamp(), clock.instant()));
            }
        }
    }

    private static boolean isReplay(EventMessage<?> event) {
        return event instanceof TrackedEventMessage<?> tracked
                && tracked.trackingToken() != null
                && ReplayToken.isReplay(tracked);
    }
}
