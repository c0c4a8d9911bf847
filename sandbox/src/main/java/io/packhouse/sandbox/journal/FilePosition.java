package io.packhouse.sandbox.journal;

/// The position of a line in the file.
public record FilePosition(long start, long end) {}
