package io.packhouse.engine.query;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list. `next` and `prev` are addresses to follow unchanged; null at either end.
public record KeysetPage<T>(
        List<T> items, @Nullable String next, @Nullable String prev) {

    public <R> KeysetPage<R> map(Function<T, R> view) {
        return new KeysetPage<>(items.stream().map(view).toList(), next, prev);
    }
}
