package io.packhouse.engine.eventstore;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/// Converts tracking tokens to global positions: one number is enough, because readers never see a
/// gap that may still be filled.
public final class Positions {

    private Positions() {}

    /// The position of a token; −1 before the first event.
    public static long of(@Nullable TrackingToken token) {
        var plain = WrappedToken.unwrapLowerBound(token);
        return plain == null ? -1 : plain.position().orElse(-1);
    }

    static TrackingToken token(long position) {
        return new GlobalSequenceTrackingToken(position);
    }
}
