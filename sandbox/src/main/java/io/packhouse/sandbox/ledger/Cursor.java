package io.packhouse.sandbox.ledger;

import org.jspecify.annotations.Nullable;

/// Where in a list to go on, and how far.
public record Cursor(int limit, @Nullable String after, @Nullable String before) {}
