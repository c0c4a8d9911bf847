package io.packhouse.engine.reading;

import io.packhouse.engine.projection.ProjectionGroups;
import java.time.Duration;

/// Waits until a projection has seen what the caller has written.
public final class Consistency {

    private static final Duration STEP = Duration.ofMillis(2);

    private final ProjectionGroups groups;

    public Consistency(ProjectionGroups groups) {
        this.groups = groups;
    }

    /// How many events the group lacks after at most that time; 0 when it has passed the position.
    public long await(String group, long position, Duration atMost) {
        var until = System.nanoTime() + atMost.toNanos();
        var behind = behind(group, position);
        while (behind > 0 && System.nanoTime() < until && pause()) {
            behind = behind(group, position);
        }
        return behind;
    }

    private long behind(String group, long position) {
        return Math.max(0, position - Math.max(0, groups.position(group)));
    }

    private static boolean pause() {
        try {
            Thread.sleep(STEP);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
