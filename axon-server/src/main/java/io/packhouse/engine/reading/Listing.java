package io.packhouse.engine.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list. `next` and `prev` are addresses to follow as they are; null at either end.
public record Listing<T>(List<T> items, @Nullable String next, @Nullable String prev) {}
