package io.packhouse.sandbox.journal;

import org.jspecify.annotations.Nullable;

/// Who asked: the request, and under which key with which parameters, if it brought one.
public record Origin(@Nullable String request, @Nullable String key, @Nullable String print) {

    public static final Origin NOBODY = new Origin(null, null, null);
}
