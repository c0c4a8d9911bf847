package io.packhouse.app.demo;

import io.packhouse.app.MovableClock;
import io.packhouse.engine.eventstore.Positions;
import io.packhouse.engine.scheduling.DbSchedulerTaskScheduler;
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

/// The time of a shop that is being given a past: it begins long ago, and with it the provider's. A
/// past that was interrupted goes on at the moment of its last event.
@Component
@Profile("demo")
class DemoClock implements SmartLifecycle {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final MovableClock clock;
    private final EventStore store;
    // Asked for late: what a bean is given is started before it, and nothing may ring by then.
    private final ObjectProvider<DbSchedulerTaskScheduler> timers;
    private final @Nullable URI provider;
    private final Duration past;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private boolean running;

    DemoClock(
            Clock clock,
            EventStore store,
            ObjectProvider<DbSchedulerTaskScheduler> timers,
            @Value("${packhouse.stripe.api-base:}") String provider,
            @Value("${packhouse.demo.past:P90D}") Duration past) {
        this.clock = (MovableClock) clock;
        this.store = store;
        this.timers = timers;
        this.provider = provider.isBlank() ? null : URI.create(provider); // Stripe has one address.
        this.past = past;
    }

    /// Whether there can be a past: a real provider lives in the present alone.
    boolean isMovable() {
        return provider != null;
    }

    /// The midnight at which the past begins, the same for whoever goes on with it that day.
    Instant beginning() {
        return Instant.now().minus(past).truncatedTo(ChronoUnit.DAYS);
    }

    boolean isShelved() {
        return knows(DemoReward.whenShelved().id());
    }

    boolean isFinished() {
        return knows(DemoReward.whenFinished().id());
    }

    /// Whether something was recorded under that id.
    boolean knows(String id) {
        return store.lastSequenceNumberFor(id).isPresent();
    }

    Instant now() {
        return clock.instant();
    }

    /// Goes on to that moment, the provider with it. What is being done is done before, lest it be
    /// taken for something that died long ago.
    void goTo(Instant moment) {
        while (timers.getObject().isAtWork()) {
            pause();
        }
        clock.advanceTo(moment);
        tellProvider(clock.ahead());
    }

    /// As [#goTo(Instant)] for a few moments, for which the provider need not be told.
    void pass(Instant moment) {
        clock.advanceTo(moment);
    }

    /// Waits until everything that was due by now has been done.
    void settle() {
        var until = System.nanoTime() + LONGEST_WAIT.toNanos();
        var work = timers.getObject();
        work.lookNow();
        while (work.isAnythingDue()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("What was due has not been done in time");
            }
            pause();
        }
    }

    /// The present.
    void arrive() {
        clock.startAt(Instant.now());
        tellProvider(Duration.ZERO);
    }

    @Override
    public void start() {
        running = true;
        if (provider == null || isFinished()) {
            return;
        }
        clock.startAt(begin());
        tellProvider(clock.ahead());
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

    /// It may have been started in the same moment, so it is asked again for a while.
    private void tellProvider(Duration ahead) {
        if (provider == null) {
            return;
        }
        var body = "{\"aheadSeconds\":%s}".formatted(ahead.toSeconds());
        var request =
                HttpRequest.newBuilder(provider.resolve("/sandbox/clock"))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body))
                        .build();
        var until = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!isTold(request, System.nanoTime() > until)) {
            pause();
        }
    }

    private boolean isTold(HttpRequest request, boolean isLast) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The provider keeps its time: " + answer.body());
            }
            return true;
        } catch (IOException e) {
            if (isLast) {
                throw new UncheckedIOException("No sandbox answers at " + provider, e);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while telling the provider the time", e);
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

    /// Before anything looks at the time.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }
}
