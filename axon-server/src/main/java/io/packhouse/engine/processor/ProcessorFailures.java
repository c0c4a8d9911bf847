package io.packhouse.engine.processor;

import io.packhouse.engine.eventstore.Positions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/// Records the error that stops a processor of this node, and rethrows it.
public final class ProcessorFailures implements ErrorHandler {

    private static final int LONGEST = 1_000;

    /// Longer than Axon's longest pause: a processor without a failure for this long has lost the
    /// segment.
    private static final long EXPIRY = Duration.ofMinutes(2).toNanos();

    private final Clock clock;
    private final Map<String, Last> failing = new ConcurrentHashMap<>();

    private record Last(Failing failing, long nanos) {}

    /// `position` is that of the failing batch; the failure is over once the processor has passed
    /// it.
    public record Failing(String message, Instant since, int times, long position) {

        Failing again(Failing now) {
            return now.position() > position ? now : new Failing(now.message(), since, times + 1, now.position());
        }
    }

    public ProcessorFailures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void handleError(ErrorContext context) throws Exception {
        var position = context.failedEvents().stream()
                .filter(TrackedEventMessage.class::isInstance)
                .map(event -> ((TrackedEventMessage<?>) event).trackingToken())
                .mapToLong(Positions::of)
                .min()
                .orElse(-1);
        var message = message(context.error());
        failing.merge(
                context.eventProcessor(),
                new Last(new Failing(message, clock.instant(), 1, position), System.nanoTime()),
                (before, now) -> new Last(before.failing().again(now.failing()), now.nanos()));
        PropagatingErrorHandler.instance().handleError(context);
    }

    /// The last failure. Whether it is over depends on the positions of all segments.
    @Nullable
    Failing of(String processor) {
        var last = failing.computeIfPresent(
                processor, (_, known) -> System.nanoTime() - known.nanos() > EXPIRY ? null : known);
        return last == null ? null : last.failing();
    }

    static String message(Throwable failure) {
        var text = String.valueOf(failure);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
