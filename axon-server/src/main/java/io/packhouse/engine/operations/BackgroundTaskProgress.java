package io.packhouse.engine.operations;

import org.jspecify.annotations.Nullable;

/// Progress of a task that takes minutes and changes what every page shows, such as loading demo
/// data. Pages show it meanwhile.
public interface BackgroundTaskProgress {

    /// Null when it is finished.
    @Nullable
    TaskProgress progress();

    /// `percent` is from 0 to 100; `secondsLeft` is null until it can be estimated, and `failure`
    /// until it has failed, which is final.
    record TaskProgress(
            String what,
            String remark,
            int percent,
            double perSecond,
            @Nullable Long secondsLeft,
            @Nullable String failure) {}
}
