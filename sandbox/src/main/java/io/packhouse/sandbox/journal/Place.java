package io.packhouse.sandbox.journal;

/// Where a line stands in the file.
public record Place(long start, long end) {}
