package io.packhouse.engine.query;

import io.packhouse.engine.admission.RequestSlot;
import io.packhouse.engine.projection.ProjectionProgress;
import java.time.Duration;

/// Waits until a projection has processed the caller's own writes.
public final class ProjectionCatchUp {

    private static final Duration STEP = Duration.ofMillis(2);
    private static final long REPEAT_NANOS = Duration.ofMillis(100).toNanos();

    private final ProjectionProgress groups;

    public ProjectionCatchUp(ProjectionProgress groups) {
        this.groups = groups;
    }

    /// The number of events the group lacks after at most that time; 0 when it has passed the
    /// position.
    public long await(String group, long position, Duration atMost) {
        return behind(group, position) == 0 ? 0 : RequestSlot.reacquiredAfter(() -> wait(group, position, atMost));
    }

    private long wait(String group, long position, Duration atMost) {
        var startNanos = System.nanoTime();
        var behind = behind(group, position);
        var requestedAt = startNanos - REPEAT_NANOS;
        while (behind > 0 && System.nanoTime() - startNanos < atMost.toNanos()) {
            if (System.nanoTime() - requestedAt >= REPEAT_NANOS) {
                groups.requestPosition(group, position);
                requestedAt = System.nanoTime();
            }
            if (!pause()) {
                break;
            }
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
