package io.packhouse.engine.eventstore;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/// Global positions as tokens: one number, because readers never meet a gap that may still fill.
public final class Positions {

    private Positions() {}

    /// The position a token stands at; −1 before the first event.
    public static long of(@Nullable TrackingToken token) {
        var plain = WrappedToken.unwrapLowerBound(token);
        return plain == null ? -1 : plain.position().orElse(-1);
    }

    static TrackingToken token(long position) {
        return new GlobalSequenceTrackingToken(position);
    }
}
