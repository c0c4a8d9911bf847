package io.packhouse.engine.projection;

import java.time.Duration;
import org.axonframework.config.EventProcessingConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hands dead letters to their projections again while there are any.
public final class DeadLetterRetry implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRetry.class);

    private final JdbcClient jdbc;
    private final EventProcessingConfiguration processing;
    private final Duration pause;
    private volatile boolean running;
    private @Nullable Thread thread;

    private record Waiting(String group, int sequences) {}

    public DeadLetterRetry(
            JdbcClient jdbc, EventProcessingConfiguration processing, Duration pause) {
        this.jdbc = jdbc;
        this.processing = processing;
        this.pause = pause;
    }

    /// Tries every waiting sequence once, the one that waits longest first.
    public void retry() {
        waiting().forEach(this::retry);
    }

    private void retry(Waiting waiting) {
        processing
                .sequencedDeadLetterProcessor(waiting.group())
                .ifPresent(
                        letters -> {
                            for (var i = 0; i < waiting.sequences(); i++) {
                                letters.processAny();
                            }
                        });
    }

    private java.util.List<Waiting> waiting() {
        return jdbc.sql(
                        "select processing_group as \"group\","
                                + " count(distinct sequence_identifier)::int as sequences"
                                + " from engine.dead_letter_entry group by processing_group")
                .query(Waiting.class)
                .list();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("dead-letter-retry").start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                Thread.sleep(pause);
                retry();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Dead letters could not be tried again and wait for the next round", e);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
