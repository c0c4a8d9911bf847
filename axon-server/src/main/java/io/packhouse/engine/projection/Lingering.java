package io.packhouse.engine.projection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/// Lets projections take many events in one transaction while many come. Most of what a projection
/// costs is not its rows but the transaction and the position it writes: so when it has read all
/// there is, it lingers before it looks again. After a silence it does not, and it hurries for
/// whoever waits for an event.
public final class Lingering implements AutoCloseable {

    private final Duration linger;
    private final Map<String, LingeringSource> sources = new ConcurrentHashMap<>();
    private final ScheduledExecutorService alarm =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("linger").daemon().factory());

    public Lingering(Duration linger) {
        this.linger = linger;
    }

    /// What the processor is to read instead of the log itself.
    public StreamableMessageSource<TrackedEventMessage<?>> over(
            StreamableMessageSource<TrackedEventMessage<?>> log, String processor) {
        return sources.computeIfAbsent(
                processor, _ -> new LingeringSource(log, linger.toNanos(), alarm));
    }

    /// Somebody waits until the processor has passed that position. Who still waits after a tenth
    /// of a second says so again.
    void hurry(String processor, long position) {
        var source = sources.get(processor);
        if (source != null) {
            source.hurry(position);
        }
    }

    @Override
    public void close() {
        alarm.shutdownNow();
    }
}
