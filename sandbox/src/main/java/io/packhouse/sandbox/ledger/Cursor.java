package io.packhouse.sandbox.ledger;

import org.jspecify.annotations.Nullable;

/// The starting point and size of a list page.
public record Cursor(
        int limit, @Nullable String after, @Nullable String before) {}
