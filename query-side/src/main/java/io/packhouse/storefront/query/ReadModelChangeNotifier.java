package io.packhouse.storefront.query;

import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.projection.ProjectionProgress;
import io.packhouse.engine.query.ProjectionCatchUp;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Notifies waiting pages when the read models have changed: one thread waits for the projections,
/// and any number of pages wait for it, so that pages do not poll tables.
@Component
public class ReadModelChangeNotifier implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReadModelChangeNotifier.class);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ProjectionProgress groups;
    private final ProjectionCatchUp projectionCatchUp;
    private final EventTail tail;
    private long recorded;
    private long shown;
    private boolean running;

    ReadModelChangeNotifier(ProjectionProgress groups, ProjectionCatchUp projectionCatchUp, EventTail tail) {
        this.groups = groups;
        this.projectionCatchUp = projectionCatchUp;
        this.tail = tail;
        tail.listen(_ -> recorded());
    }

    /// Waits for a change after that position; returns the latest position, or `after` on timeout.
    synchronized long await(long after, Duration atMost) throws InterruptedException {
        var until = System.nanoTime() + atMost.toNanos();
        while (running && shown <= after) {
            var left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return Math.max(after, shown);
    }

    /// Waits briefly until the projections contain everything recorded now.
    public void catchUp() {
        var head = tail.position();
        var until = System.nanoTime() + PATIENCE.toNanos();
        for (var group : groups.names()) {
            var left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            projectionCatchUp.await(group, head, left);
        }
    }

    public synchronized long position() {
        return shown;
    }

    @Override
    public synchronized void start() {
        running = true;
        shown = Math.max(0, tail.position());
        recorded = shown;
        Thread.ofVirtual().name("read-model-changes").start(this::run);
    }

    /// Before the server waits for open responses: live streams do not end by themselves.
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void onClosing() {
        stop();
    }

    @Override
    public synchronized void stop() {
        running = false;
        notifyAll();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    private synchronized void recorded() {
        recorded = tail.position();
        notifyAll();
    }

    private void run() {
        try {
            while (isRunning()) {
                var next = next();
                var pause = AT_MOST_EVERY;
                try {
                    catchUp();
                } catch (RuntimeException e) {
                    LOG.info("Notifying pages although projections did not catch up in time: {}", e.toString());
                    pause = PATIENCE;
                }
                show(next);
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized long next() throws InterruptedException {
        while (running && recorded <= shown) {
            wait();
        }
        return recorded;
    }

    private synchronized void show(long position) {
        shown = position;
        notifyAll();
    }
}
