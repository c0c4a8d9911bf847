package io.packhouse.sandbox.journal;

/// Where a line stands in the file.
public record FilePosition(long start, long end) {}
