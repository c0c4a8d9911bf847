package io.packhouse.engine.query;

import java.time.Duration;

/// The caller accepts no stale response and the projection did not catch up in time: 503 with
/// Retry-After.
public final class ProjectionLagException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String group;
    private final long behind;

    ProjectionLagException(String group, long behind) {
        super("%s is %s events behind.".formatted(group, behind), null, false, false);
        this.group = group;
        this.behind = behind;
    }

    public String group() {
        return group;
    }

    /// The number of missing events.
    public long behind() {
        return behind;
    }

    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }
}
