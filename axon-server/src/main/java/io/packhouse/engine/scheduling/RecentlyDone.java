package io.packhouse.engine.scheduling;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Remembers for a minute what was done, because the table that shows what is due may lag behind.
public final class RecentlyDone {

    private static final long NOT_AGAIN = Duration.ofMinutes(1).toNanos();

    private final Map<Object, Long> done = new LinkedHashMap<>();

    /// True for the first call with that key within a minute.
    public synchronized boolean add(Object key) {
        var now = System.nanoTime();
        done.values().removeIf(at -> now - at > NOT_AGAIN);
        return done.putIfAbsent(key, now) == null;
    }
}
