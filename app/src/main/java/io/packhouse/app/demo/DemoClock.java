package io.packhouse.app.demo;

import io.packhouse.app.AdjustableClock;
import io.packhouse.app.demo.catalog.DemoReward;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.eventstore.Positions;
import io.packhouse.engine.projection.ProjectionProcessors;
import io.packhouse.engine.query.ProjectionCatchUp;
import io.packhouse.engine.scheduling.DbSchedulerTaskScheduler;
import io.packhouse.engine.scheduling.DueWorkRounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// The clock while the demo's past is simulated: it starts in the past, together with the
/// provider's clock. An interrupted simulation continues at the time of its last event.
@Component
@Profile("demo")
class DemoClock implements SmartLifecycle {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final AdjustableClock clock;
    private final EventStore store;
    // Lazy: injected beans start first, and no timer may fire before the clock is set.
    private final ObjectProvider<DbSchedulerTaskScheduler> timers;
    private final @Nullable URI provider;
    private final Duration past;
    private final ProjectionCatchUp catchUp;
    private final EventTail tail;
    private final ObjectProvider<DueWorkRounds> dueWork;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private boolean running;

    DemoClock(
            Clock clock,
            EventStore store,
            ObjectProvider<DbSchedulerTaskScheduler> timers,
            ObjectProvider<DueWorkRounds> dueWork,
            ProjectionCatchUp catchUp,
            EventTail tail,
            @Value("${packhouse.stripe.api-base:}") String provider,
            @Value("${packhouse.demo.past:P90D}") Duration past) {
        this.clock = (AdjustableClock) clock;
        this.store = store;
        this.timers = timers;
        this.dueWork = dueWork;
        this.catchUp = catchUp;
        this.tail = tail;
        this.provider = provider.isBlank() ? null : URI.create(provider); // Only the sandbox has another address.
        this.past = past;
    }

    /// Whether a past can be simulated: the clock of a real provider cannot be moved.
    boolean isAdjustable() {
        return provider != null;
    }

    /// The midnight at which the past starts; the same for every restart on that day.
    Instant beginning() {
        return Instant.now().minus(past).truncatedTo(ChronoUnit.DAYS);
    }

    boolean isCatalogLoaded() {
        return exists(DemoReward.afterCatalog().id());
    }

    boolean isFinished() {
        return exists(DemoReward.afterAll().id());
    }

    /// Whether a stream with that id exists.
    boolean exists(String id) {
        return store.lastSequenceNumberFor(id).isPresent();
    }

    Instant now() {
        return clock.instant();
    }

    /// Advances the clock, and the provider's, once no task is running; a running task would
    /// otherwise look overdue and be started again.
    void advanceTo(Instant moment) {
        while (timers.getObject().isAtWork()) {
            pause();
        }
        clock.advanceTo(moment);
        setProviderClock(clock.ahead());
    }

    /// Advances only the engine's clock, by moments that do not matter to the provider.
    void pass(Instant moment) {
        clock.advanceTo(moment);
    }

    /// Waits until all due tasks are done, and does the other due work.
    void awaitDueTasks() {
        catchUp.await(ProjectionProcessors.SHARED, tail.head(), LONGEST_WAIT);
        dueWork.getObject().round();
        var until = System.nanoTime() + LONGEST_WAIT.toNanos();
        var work = timers.getObject();
        work.lookNow();
        while (work.isAnythingDue()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("Due tasks were not done in time");
            }
            pause();
        }
    }

    /// Sets both clocks to the present.
    void moveToPresent() {
        clock.startAt(Instant.now());
        setProviderClock(Duration.ZERO);
    }

    @Override
    public void start() {
        running = true;
        if (provider == null || isFinished()) {
            return;
        }
        clock.startAt(begin());
        setProviderClock(clock.ahead());
    }

    private Instant begin() {
        var beginning = beginning();
        var head = Positions.of(store.createHeadToken());
        if (head < 0) {
            return beginning;
        }
        try (var stream = store.openStream(new GlobalSequenceTrackingToken(head - 1))) {
            if (!stream.hasNextAvailable(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The last event cannot be read");
            }
            var last = stream.nextAvailable().getTimestamp();
            return last.isAfter(beginning) ? last : beginning;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking for the last event", e);
        }
    }

    /// Retries for a while, because the sandbox may still be starting.
    private void setProviderClock(Duration ahead) {
        if (provider == null) {
            return;
        }
        var body = "{\"aheadSeconds\":%s}".formatted(ahead.toSeconds());
        var request = HttpRequest.newBuilder(provider.resolve("/sandbox/clock"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        var until = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!isAccepted(request, System.nanoTime() > until)) {
            pause();
        }
    }

    private boolean isAccepted(HttpRequest request, boolean isLast) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The sandbox refused to change its clock: " + answer.body());
            }
            return true;
        } catch (IOException e) {
            if (isLast) {
                throw new UncheckedIOException("No sandbox is reachable at " + provider, e);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while setting the provider's clock", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for timers", e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before every component that reads the time.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }
}
