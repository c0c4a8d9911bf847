package io.packhouse.sandbox.journal;

import org.jspecify.annotations.Nullable;

/// The request that caused an entry: its id, and its idempotency key and parameters, if it had a
/// key.
public record RequestOrigin(
        @Nullable String request,
        @Nullable String key,
        @Nullable String print) {

    public static final RequestOrigin INTERNAL = new RequestOrigin(null, null, null);
}
