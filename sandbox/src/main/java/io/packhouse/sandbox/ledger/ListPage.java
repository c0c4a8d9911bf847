package io.packhouse.sandbox.ledger;

import java.util.List;

/// A page of a list, newest first.
public record ListPage<T>(List<T> values, boolean more) {}
