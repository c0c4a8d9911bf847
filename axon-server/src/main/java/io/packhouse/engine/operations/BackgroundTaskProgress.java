package io.packhouse.engine.operations;

import org.jspecify.annotations.Nullable;

/// Work of minutes that changes what every page shows, such as filling the demo. Pages tell of it
/// while it goes on.
public interface BackgroundTaskProgress {

    /// Null when it is done.
    @Nullable TaskProgress stand();

    /// How far it is. `percent` is from 0 to 100; `secondsLeft` is null until it can be told, and
    /// `failure` until it has failed, which is for good.
    record TaskProgress(
            String what,
            String remark,
            int percent,
            double perSecond,
            @Nullable Long secondsLeft,
            @Nullable String failure) {}
}
