package io.packhouse.engine.scheduling;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// A task that runs periodically while the engine runs. A failed run is logged, and the next one
/// still takes place.
public final class PeriodicTask implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private volatile boolean running;
    private @Nullable Thread thread;

    public PeriodicTask(String name, Duration pause, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name(name).start(this::loop);
    }

    private void loop() {
        Class<?> failing = null;
        while (running) {
            try {
                Thread.sleep(pause);
                round.run();
                failing = null;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                if (running) {
                    LOG.warn(
                            "Periodic task {} failed; next run in {}: {}",
                            name,
                            pause,
                            e,
                            e.getClass() == failing ? null : e);
                }
                failing = e.getClass();
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
