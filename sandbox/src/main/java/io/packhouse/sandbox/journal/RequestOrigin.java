package io.packhouse.sandbox.journal;

import org.jspecify.annotations.Nullable;

/// Who asked: the request, and under which key with which parameters, if it brought one.
public record RequestOrigin(
        @Nullable String request, @Nullable String key, @Nullable String print) {

    public static final RequestOrigin NOBODY = new RequestOrigin(null, null, null);
}
