package io.packhouse.app.problem;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Logs overload once a minute: a line for each request would be a load of its own.
@Component
public class OverloadLog {

    private static final Logger LOG = LoggerFactory.getLogger(OverloadLog.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private long count;
    private long loggedNanos = System.nanoTime() - PAUSE_NANOS;

    /// Counts a request that was answered 503.
    public synchronized void shed(String cause) {
        count++;
        var now = System.nanoTime();
        if (now - loggedNanos >= PAUSE_NANOS) {
            LOG.warn("Answering requests with 503: {} since the last line like this; the latest: {}", count, cause);
            count = 0;
            loggedNanos = now;
        }
    }
}
